namespace Functions.Roster;

/// <summary>The columns of a roster as CSV, in any order.</summary>
internal static class RosterColumns
{
    private const int LongestShown = 40;

    private static readonly string[] Required = ["role", "id", "name"];
    private static readonly string[] All = [.. Required, "email", "zoom_user_id"];

    /// <summary>What is wrong with a header, by column.</summary>
    /// <param name="columns">In lower case, without spaces around.</param>
    public static IReadOnlyDictionary<string, string[]> WrongWith(IReadOnlyList<string> columns)
    {
        var errors = new OrderedDictionary<string, string[]>(StringComparer.Ordinal);
        for (var i = 0; i < columns.Count; i++)
        {
            var column = columns[i];
            if (column.Length == 0) errors.TryAdd($"column {i + 1}", ["This column has no name."]);
            else if (!All.Contains(column)) errors.TryAdd(Shown(column), [$"This column is not known: {string.Join(", ", All)} are, separated by commas."]);
            else if (columns.Take(i).Contains(column)) errors.TryAdd(column, ["This column is there twice."]);
        }

        foreach (var missing in Required.Except(columns, StringComparer.Ordinal)) errors.TryAdd(missing, ["This column is missing."]);
        return errors;
    }

    private static string Shown(string column) => column.Length <= LongestShown ? column : $"{column[..LongestShown]}…";
}
