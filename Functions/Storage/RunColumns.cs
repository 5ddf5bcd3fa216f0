using Azure.Data.Tables;
using Functions.Presence;

namespace Functions.Storage;

/// <summary>A run's row: its uuid, earliest start and latest end.</summary>
internal static class RunColumns
{
    private const string Uuid = "meeting_uuid";
    private const string Start = "start_time";
    private const string End = "end_time";
    private const string PresumedEnd = "presumed_end_time";

    public static TableEntity Write(string sessionId, Run run)
    {
        var row = new TableEntity(sessionId, SessionRows.Run(run.Uuid));
        Update(row, run);
        return row;
    }

    public static void Update(TableEntity row, Run run)
    {
        row[Uuid] = run.Uuid;
        row[Start] = Time(run.Start);
        row[End] = Time(run.End);
        if (run.PresumedEnd is not null) row[PresumedEnd] = Time(run.PresumedEnd);
    }

    public static Run Read(TableEntity row) => new(row.GetString(Uuid) ?? "", Seconds(row, Start), Seconds(row, End), Seconds(row, PresumedEnd));

    private static long? Seconds(TableEntity row, string column) => row.GetDateTimeOffset(column)?.ToUnixTimeSeconds();

    private static DateTimeOffset? Time(long? seconds) => seconds is { } s ? DateTimeOffset.FromUnixTimeSeconds(s) : null;
}
