param location string
param tags object
param subnetId string

@description('Ids of the private DNS zones of blobs, tables and vaults.')
param zoneIds string[]
param storageId string
param vaultId string

var groups = ['blob', 'table', 'vault']

resource endpoints 'Microsoft.Network/privateEndpoints@2024-05-01' = [
  for group in groups: {
    name: 'pe-${group}'
    location: location
    tags: tags
    properties: {
      subnet: {
        id: subnetId
      }
      privateLinkServiceConnections: [
        {
          name: group
          properties: {
            privateLinkServiceId: group == 'vault' ? vaultId : storageId
            groupIds: [group]
          }
        }
      ]
    }
  }
]

resource names 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = [
  for (group, i) in groups: {
    parent: endpoints[i]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: group
          properties: {
            privateDnsZoneId: zoneIds[i]
          }
        }
      ]
    }
  }
]
