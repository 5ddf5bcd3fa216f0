namespace Functions.Tests.Fixtures.InMemoryTables;

internal enum Comparison
{
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}

/// <summary>Row keys between two, both included; null for no bound.</summary>
internal readonly record struct KeyRange(string? From, string? To);

/// <summary>The <c>$filter</c> of a query.</summary>
internal abstract record Filter
{
    public abstract bool Matches(Row row);

    /// <summary>The only partition in which anything can match, or null.</summary>
    public virtual string? Partition => null;

    /// <summary>The row keys among which all is that can match.</summary>
    public virtual KeyRange Rows => default;

    public sealed record And(Filter Left, Filter Right) : Filter
    {
        public override string? Partition => Left.Partition ?? Right.Partition;

        public override KeyRange Rows
        {
            get
            {
                var (a, b) = (Left.Rows, Right.Rows);
                var from = a.From is null || string.CompareOrdinal(a.From, b.From) < 0 ? b.From : a.From;
                var to = a.To is null || (b.To is not null && string.CompareOrdinal(a.To, b.To) > 0) ? b.To : a.To;
                return new(from, to);
            }
        }

        public override bool Matches(Row row) => Left.Matches(row) && Right.Matches(row);
    }

    public sealed record Or(Filter Left, Filter Right) : Filter
    {
        public override bool Matches(Row row) => Left.Matches(row) || Right.Matches(row);
    }

    public sealed record Not(Filter Operand) : Filter
    {
        public override bool Matches(Row row) => !Operand.Matches(row);
    }

    /// <summary>A row without the property, or with one of another type, matches no comparison.</summary>
    public sealed record Compare(string Name, Comparison Comparison, object Literal) : Filter
    {
        public override string? Partition => Name == "PartitionKey" && Comparison == Comparison.Equal ? Literal as string : null;

        public override KeyRange Rows => Name != "RowKey" || Literal is not string key ? default : Comparison switch
        {
            Comparison.Equal => new(key, key),
            Comparison.Greater or Comparison.GreaterOrEqual => new(key, null),
            Comparison.Less or Comparison.LessOrEqual => new(null, key),
            _ => default,
        };

        public override bool Matches(Row row) => ValueOf(row) is { } value && Order(value, Literal) is { } order && Comparison switch
        {
            Comparison.Equal => order == 0,
            Comparison.NotEqual => order != 0,
            Comparison.Greater => order > 0,
            Comparison.GreaterOrEqual => order >= 0,
            Comparison.Less => order < 0,
            _ => order <= 0,
        };

        private object? ValueOf(Row row) => Name switch
        {
            "PartitionKey" => row.PartitionKey,
            "RowKey" => row.RowKey,
            "Timestamp" => row.Timestamp,
            _ => row.Find(Name)?.Value,
        };

        private static int? Order(object value, object literal) => (value, literal) switch
        {
            (string a, string b) => string.CompareOrdinal(a, b),
            (long a, double b) => ((double)a).CompareTo(b),
            (double a, long b) => a.CompareTo(b),
            (IComparable a, _) when a.GetType() == literal.GetType() => a.CompareTo(literal),
            _ => null,
        };
    }
}
