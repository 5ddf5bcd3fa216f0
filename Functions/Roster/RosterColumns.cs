using Functions.Http;

namespace Functions.Roster;

/// <summary>
/// The columns of a roster as CSV, in any order. With a column <c>role</c> it is written for this API, and a column that is not known is a
/// mistake; without one it was exported from elsewhere, and what is not known is passed over.
/// </summary>
internal sealed class RosterColumns
{
    private const int LongestShown = 40;

    private const string NoName =
        "This column is missing. One with the name is expected, or one with the first and one with the last name; "
        + "the columns' names are the first row.";

    private readonly Dictionary<RosterField, int> places = [];
    private readonly List<string> ignored = [];

    private RosterColumns(int count) => Count = count;

    public int Count { get; }

    /// <summary>Written for this API.</summary>
    public bool IsOurs => Has(RosterField.Role);

    /// <summary>A gradebook of Canvas: ID is its own, and lines that are no students may be among the rows.</summary>
    public bool IsCanvas { get; private init; }

    public IReadOnlyList<string> Ignored => ignored;

    public bool Has(RosterField field) => places.ContainsKey(field);

    /// <summary>The place of a column, or -1.</summary>
    public int this[RosterField field] => places.GetValueOrDefault(field, -1);

    public static Result<RosterColumns> Read(IReadOnlyList<string> header)
    {
        var fields = header.Select(RosterFields.Find).ToList();
        var columns = new RosterColumns(header.Count)
        {
            IsCanvas = header.Any(IsStudent) && fields.Contains(RosterField.Id) && !fields.Contains(RosterField.Role)
                && fields.Exists(f => f is RosterField.SisUserId or RosterField.SisLoginId or RosterField.Section),
        };
        var isOurs = fields.Contains(RosterField.Role);
        var errors = new OrderedDictionary<string, string[]>(StringComparer.Ordinal);
        for (var i = 0; i < header.Count; i++)
        {
            var name = header[i].Trim();
            if (fields[i] is { } field) columns.Add(field, i, name, errors);
            else if (!isOurs) columns.Ignore(name);
            else if (name.Length == 0) errors.TryAdd($"column {i + 1}", ["This column has no name."]);
            else errors.TryAdd(Shown(name), ["This column is not known: role, id, name, email, zoom_user_id are."]);
        }

        if (!columns.Has(RosterField.Name) && !columns.Has(RosterField.FirstName) && !columns.Has(RosterField.LastName))
            errors.TryAdd("name", [NoName]);
        return errors.Count > 0 ? Problems.Validation(errors) : columns;
    }

    private void Add(RosterField field, int place, string name, OrderedDictionary<string, string[]> errors)
    {
        if (field == RosterField.Id && IsCanvas) field = RosterField.CanvasId;
        if (!places.TryAdd(field, place)) errors.TryAdd(Shown(name), ["This column is there twice."]);
    }

    private void Ignore(string name)
    {
        if (name.Length > 0) ignored.Add(Shown(name));
    }

    private static bool IsStudent(string column) => column.AsSpan().Trim("\uFEFF \t").Equals("student", StringComparison.OrdinalIgnoreCase);

    private static string Shown(string column) => column.Length <= LongestShown ? column : $"{column[..LongestShown]}…";
}
