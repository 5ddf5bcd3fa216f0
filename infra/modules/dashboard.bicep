param name string
param location string
param tags object
param sku ('Free' | 'Standard')

// Never linked to the function app: a linked one answers only what comes through the page's own address, and has its
// Authorization header replaced. Zoom's webhooks and bearer tokens would not get through.
resource page 'Microsoft.Web/staticSites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'dashboard' })
  sku: {
    name: sku
    tier: sku
  }
  properties: {
    allowConfigFileUpdates: true
    stagingEnvironmentPolicy: 'Disabled'
  }
}

output origin string = 'https://${page.properties.defaultHostname}'
