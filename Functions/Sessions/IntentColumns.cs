using Azure.Data.Tables;
using Functions.Storage;

namespace Functions.Sessions;

/// <summary>A creation that was begun: everything needed to finish it, by whoever comes.</summary>
/// <param name="Attempt">Random, so that a creator knows its own insert again.</param>
internal sealed record Intent(SessionPlan Plan, string Attempt, string BodyHash, DateTimeOffset CreatedAt);

internal static class IntentColumns
{
    public const string Plan = "plan";

    public static TableEntity Write(Intent intent)
    {
        var row = OpenWork.NewWork(intent.Plan.SessionId);
        row["attempt"] = intent.Attempt;
        row["body_hash"] = intent.BodyHash;
        row["created_at"] = intent.CreatedAt;
        row["lease_until"] = intent.CreatedAt + OpenWork.Lease;
        row["professor_id"] = intent.Plan.Professor.Id;
        row["host"] = intent.Plan.Professor.ZoomUserId;
        BinaryColumns.Write(row, Plan, intent.Plan.Zip());
        return row;
    }

    public static Intent? Read(TableEntity row) => BinaryColumns.Read(row, Plan) is { } plan
        ? new(SessionPlan.Unzip(plan), row.GetString("attempt"), row.GetString("body_hash"), row.GetDateTimeOffset("created_at") ?? default)
        : null;
}
