param location string
param tags object
param workspaceId string
param contactEmails string[]

@description('Where an alert\'s description sends its reader, without the part after the #.')
param handbook string

// Each query answers with a row when something is wrong, and with none when all is well. Each has a chapter in docs/operations.md.
var alerts = [
  {
    name: 'webhook-answers-with-5xx'
    says: 'Zoom\'s webhooks are answered with 5xx. Zoom sends them again for about 85 minutes; after that they are lost.'
    severity: 1
    every: 'PT5M'
    over: 'PT15M'
    query: loadTextContent('../alerts/webhook-answers-with-5xx.kql')
  }
  {
    name: 'no-challenge-from-zoom'
    says: 'Zoom has not checked the webhook\'s address for over 72 hours: it may have given the address up, and then no event arrives.'
    severity: 2
    every: 'PT1H'
    over: 'PT3H'
    query: loadTextContent('../alerts/no-challenge-from-zoom.kql')
  }
  {
    name: 'dead-letters'
    says: 'Zoom signed something that could not be read. It is kept, and can be replayed by a version that can read it.'
    severity: 3
    every: 'PT15M'
    over: 'PT30M'
    query: loadTextContent('../alerts/dead-letters.kql')
  }
  {
    name: 'zoom-turns-us-away'
    says: 'Zoom answers with 429: there are more calls than the plan allows.'
    severity: 2
    every: 'PT5M'
    over: 'PT15M'
    query: loadTextContent('../alerts/zoom-turns-us-away.kql')
  }
  {
    name: 'reconciler-fails'
    says: 'What a crash or a lost webhook left behind is not put right: the reconciler fails again and again.'
    severity: 2
    every: 'PT5M'
    over: 'PT15M'
    query: loadTextContent('../alerts/reconciler-fails.kql')
  }
  {
    name: 'reconciler-is-silent'
    says: 'The reconciler has not run for 15 minutes, though it is due every minute: the app does not run, or sends no telemetry.'
    severity: 1
    every: 'PT5M'
    over: 'PT15M'
    query: loadTextContent('../alerts/reconciler-is-silent.kql')
  }
]

resource contacts 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'operators'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'operators'
    emailReceivers: [
      for (address, i) in contactEmails: {
        name: 'operator-${i}'
        emailAddress: address
        useCommonAlertSchema: true
      }
    ]
  }
}

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in alerts: {
    name: alert.name
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: alert.name
      description: '${alert.says} What to do: ${handbook}#${alert.name}'
      severity: alert.severity
      enabled: true
      autoMitigate: true
      evaluationFrequency: alert.every
      windowSize: alert.over
      scopes: [workspaceId]
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: [contacts.id]
      }
    }
  }
]
