targetScope = 'subscription'

@description('Name of the stage: what is made is named after it.')
@minLength(1)
@maxLength(32)
param environmentName string

@description('Where it all is. Flex Consumption must be on offer there.')
@minLength(1)
param location string

@description('Where the page\'s build is kept; it is served from everywhere.')
param dashboardLocation ('centralus' | 'eastus2' | 'eastasia' | 'westeurope' | 'westus2') = 'westeurope'

@description('Who deploys, and may then put secrets into the vault; empty for nobody.')
param principalId string = ''
param principalType ('User' | 'Group' | 'ServicePrincipal') = 'User'

@description('Of the server-to-server app at Zoom. Its secrets do not come here: see docs/deploy.md.')
param zoomAccountId string
param zoomClientId string
param zoomPlan ('Free' | 'Pro' | 'Business') = 'Pro'

@description('Each process\'s share of the account\'s rate limits, above 0 and at most 1.')
param zoomRateShare string = '0.5'

param maxRooms int = 50
param maxStudents int = 200
param restartGraceMinutes int = 5
param retentionDays int = 180

@description('Sessions that a professor, and an operator, may create in a minute; 0 for any number.')
param createsPerMinute int = 30
param operatorCreatesPerMinute int = 120

@description('While the webhook\'s secret is being changed: a time with its offset, for example 2026-09-01T10:00:00Z.')
param webhookRotationUntil string = ''

@description('Issuer with which professors sign in; empty, and only the operator\'s key lets anybody in.')
param signInAuthority string = ''

@description('Audience that a token must be for.')
param signInAudience string = ''

@description('Issuers, separated by commas, whose verified e-mails bind a professor at the first sign-in.')
param signInTrustedForEmail string = ''

@description('Origins of further pages that may call the API, separated by commas.')
param otherOrigins string = ''

@description('Instances that always wait for requests: Zoom waits three seconds for an answer.')
@minValue(1)
param alwaysReady int = 1

@minValue(40)
param maximumInstances int = 40
param memoryMb (512 | 2048 | 4096) = 2048
param concurrentRequests int = 100

param storageSku ('Standard_LRS' | 'Standard_ZRS' | 'Standard_GRS' | 'Standard_GZRS') = 'Standard_ZRS'
param signalRSku ('Free_F1' | 'Standard_S1') = 'Standard_S1'
param signalRUnits int = 1
param dashboardSku ('Free' | 'Standard') = 'Free'

@description('Counts up when a vault of a deleted stage can\'t be had back: a deleted vault keeps its name for seven days.')
@minValue(1)
param vaultGeneration int = 1

@description('Brings back the vault that "azd down" deleted, with its secrets. Only while it is deleted.')
param recoverVault bool = false

@description('Reaches storage and vault from the app\'s own network only.')
param privateNetworking bool = false
param addressSpace string = '10.40.0.0/23'

@description('Addresses, separated by commas, from which secrets may be put into a vault in a private network.')
param vaultAllowedAddresses string = ''

@description('Who is told of alerts and of the bill: e-mail addresses, separated by commas.')
param contactEmails string

@description('For a month, in the currency of the bill; 0 for no budget.')
param budgetAmount int = 100

@description('First day of the month in which the budget was made, for example 2026-09-01; empty for no budget.')
param budgetStart string = ''

@description('Most telemetry of a day, in GB.')
param dailyQuotaGb int = 2

@description('Of how many requests the whole trace is kept, from 0 to 1. Metrics and logs are always kept.')
param traceShare string = '1'

@description('Where the operators\' handbook is, for the text of alerts.')
param handbook string = 'docs/operations.md'

var tags = { 'azd-env-name': environmentName }
var token = uniqueString(subscription().subscriptionId, environmentName, location)
var identityName = 'id-${token}'
var contacts = list(contactEmails)
var privateAddresses = privateNetworking ? list(vaultAllowedAddresses) : []

@description('The parts of a text that are separated by commas.')
func list(text string) string[] => filter(map(split(text, ','), part => trim(part)), part => !empty(part))

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: {
    name: identityName
    location: location
    tags: tags
  }
}

module network 'modules/network.bicep' = if (privateNetworking) {
  scope: group
  params: {
    name: 'vnet-${token}'
    location: location
    tags: tags
    addressSpace: addressSpace
  }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    name: 'st${token}'
    location: location
    tags: tags
    identityName: identityName
    isPrivate: privateNetworking
    sku: storageSku
  }
  dependsOn: [identity]
}

module vault 'modules/vault.bicep' = {
  scope: group
  params: {
    name: 'kv-${uniqueString(token, string(vaultGeneration))}'
    location: location
    tags: tags
    identityName: identityName
    deployerId: principalId
    deployerType: principalType
    recover: recoverVault
    isPrivate: privateNetworking
    allowedAddresses: privateAddresses
  }
  dependsOn: [identity]
}

module endpoints 'modules/endpoints.bicep' = if (privateNetworking) {
  scope: group
  params: {
    location: location
    tags: tags
    subnetId: network!.outputs.endpointSubnetId
    zoneIds: network!.outputs.zoneIds
    storageId: storage.outputs.id
    vaultId: vault.outputs.id
  }
}

module dashboard 'modules/dashboard.bicep' = {
  scope: group
  params: {
    name: 'stapp-${token}'
    location: dashboardLocation
    tags: tags
    sku: dashboardSku
  }
}

module signalR 'modules/signalr.bicep' = {
  scope: group
  params: {
    name: 'sigr-${token}'
    location: location
    tags: tags
    identityName: identityName
    allowedOrigins: union([dashboard.outputs.origin], list(otherOrigins))
    sku: signalRSku
    units: signalRUnits
  }
  dependsOn: [identity]
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    workspaceName: 'log-${token}'
    insightsName: 'appi-${token}'
    location: location
    tags: tags
    identityName: identityName
    dailyQuotaGb: dailyQuotaGb
  }
  dependsOn: [identity]
}

module app 'modules/functionapp.bicep' = {
  scope: group
  params: {
    name: 'func-${token}'
    planName: 'plan-${token}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageAccountName: storage.outputs.name
    packagesUri: storage.outputs.packagesUri
    subnetId: privateNetworking ? network!.outputs.appSubnetId : ''
    allowedOrigins: union([dashboard.outputs.origin], list(otherOrigins))
    alwaysReady: alwaysReady
    maximumInstances: maximumInstances
    memoryMb: memoryMb
    concurrentRequests: concurrentRequests
    settings: {
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.outputs.clientId};Authorization=AAD'
      APPLICATIONINSIGHTS_CONNECTION_STRING: monitoring.outputs.connectionString
      AzureSignalRConnectionString__clientId: identity.outputs.clientId
      AzureSignalRConnectionString__credential: 'managedidentity'
      AzureSignalRConnectionString__serviceUri: signalR.outputs.origin
      Auth__Audience: signInAudience
      Auth__Authority: signInAuthority
      Auth__TrustedForEmail: signInTrustedForEmail
      KeyVault__Uri: vault.outputs.uri
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio'
      OTEL_TRACES_SAMPLER_ARG: traceShare
      Sessions__CreatesPerMinute: string(createsPerMinute)
      Sessions__OperatorCreatesPerMinute: string(operatorCreatesPerMinute)
      Sessions__MaxRooms: string(maxRooms)
      Sessions__MaxStudents: string(maxStudents)
      Sessions__RestartGraceMinutes: string(restartGraceMinutes)
      Sessions__RetentionDays: string(retentionDays)
      Tables__ServiceUri: storage.outputs.tablesUri
      Webhooks__RotationUntil: webhookRotationUntil
      Zoom__AccountId: zoomAccountId
      Zoom__ClientId: zoomClientId
      Zoom__Plan: zoomPlan
      Zoom__RateShare: zoomRateShare
    }
  }
  dependsOn: [endpoints]
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    contactEmails: contacts
    handbook: handbook
  }
}

module budget 'modules/budget.bicep' = if (budgetAmount > 0 && !empty(budgetStart)) {
  scope: group
  params: {
    amount: budgetAmount
    start: budgetStart
    contactEmails: contacts
  }
}

output AZURE_RESOURCE_GROUP string = group.name
output AZURE_KEY_VAULT_NAME string = vault.outputs.name
output API_NAME string = app.outputs.name
output API_ORIGIN string = app.outputs.origin
output SIGNALR_ORIGIN string = signalR.outputs.origin
output DASHBOARD_ORIGIN string = dashboard.outputs.origin
output MAX_ROOMS int = maxRooms
