using System.ComponentModel.DataAnnotations;
using static Functions.Webhooks.WebhookMessage;

namespace Functions.Webhooks;

/// <summary>What came of sending a dead letter through again.</summary>
/// <param name="Outcome">Recorded now, or what else: a refused one is a challenge, an unreadable one is still that.</param>
/// <param name="Detail">A sentence for people.</param>
public sealed record ReplayReport(
    string Id,
    [property: AllowedValues("recorded", "duplicate", "unknown_meeting", "too_early", "irrelevant", "refused", "unreadable")] string Outcome,
    string Detail);

/// <summary>
/// Sends a dead letter through parsing and recording again, after what could not read it has been mended. Its signature held when it
/// came. A challenge is never answered: its answer is for Zoom alone.
/// </summary>
public sealed class DeadLetterReplay(DeadLetterStore letters, EventIntake intake)
{
    /// <returns>Null when there is no such letter.</returns>
    public async Task<ReplayReport?> ReplayAsync(string id, CancellationToken cancellationToken)
    {
        if (await letters.FindBodyAsync(id, cancellationToken) is not { } body) return null;
        var (outcome, detail) = WebhookParser.Parse(body) switch
        {
            Reported reported => Describe(await TakeAsync(reported, cancellationToken)),
            MeetingEdited edited => Describe((await intake.TakeAsync(edited, cancellationToken)).Outcome),
            Broken broken => ("unreadable", broken.Reason),
            Challenge => ("refused", "A challenge is answered to Zoom alone."),
            _ => ("irrelevant", "Nothing depends on this kind of event."),
        };
        await letters.NoteAsync(id, outcome, cancellationToken);
        return new(id, outcome, detail);
    }

    private async Task<IntakeOutcome> TakeAsync(Reported reported, CancellationToken cancellationToken)
    {
        var taken = await intake.TakeAsync(reported, cancellationToken);
        if (taken.Hint is { } hint) await hint();
        return taken.Outcome;
    }

    private static (string, string) Describe(IntakeOutcome outcome) => outcome switch
    {
        IntakeOutcome.Recorded => ("recorded", "The event counts now."),
        IntakeOutcome.Noticed => ("recorded", "The meeting is looked at within a minute."),
        IntakeOutcome.Ignored => ("irrelevant", "The session needs nothing of it."),
        IntakeOutcome.Duplicate => ("duplicate", "The event had been recorded before."),
        IntakeOutcome.TooEarly => ("too_early", "Its meeting may be one whose creation is being finished: try again in a few minutes."),
        _ => ("unknown_meeting", "No session has this meeting."),
    };
}
