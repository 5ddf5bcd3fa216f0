param name string
param location string
param tags object

@description('The one identity that the app has; every role below is given to it, and to nobody else but the deployer.')
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
  tags: tags
}

output id string = identity.id
output clientId string = identity.properties.clientId
