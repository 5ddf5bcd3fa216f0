import { roles } from 'roles.bicep'

param name string
param location string
param tags object
@description('Of the app.')
param identityName string

@description('Origins of the pages that listen.')
param allowedOrigins string[]

@description('Free_F1 lets 20 connect and sends 20,000 messages a day; Standard_S1 1,000 and a million for each unit.')
param sku ('Free_F1' | 'Standard_S1')
param units int

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: identityName
}

resource service 'Microsoft.SignalRService/signalR@2024-03-01' = {
  name: name
  location: location
  tags: tags
  kind: 'SignalR'
  sku: {
    name: sku
    capacity: sku == 'Free_F1' ? 1 : units
  }
  properties: {
    disableLocalAuth: true
    publicNetworkAccess: 'Enabled'
    cors: {
      allowedOrigins: allowedOrigins
    }
    features: [
      {
        flag: 'ServiceMode'
        value: 'Serverless'
      }
    ]
  }
}

// Owner, and not the REST API's role alone: making a client's token with an identity needs it.
resource sends 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(service.id, identity.id, roles.signalRServiceOwner)
  scope: service
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.signalRServiceOwner)
  }
}

output origin string = 'https://${service.properties.hostName}'
