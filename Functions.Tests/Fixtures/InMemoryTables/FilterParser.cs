using System.Globalization;

namespace Functions.Tests.Fixtures.InMemoryTables;

/// <summary>Reads the part of OData's filter language that the table service knows: comparisons, and, or, not, parentheses.</summary>
internal ref struct FilterParser(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> rest = text;

    /// <exception cref="FormatException">It is no filter.</exception>
    public static Filter Parse(string text)
    {
        var parser = new FilterParser(text);
        var filter = parser.Or();
        return parser.Peek().IsEmpty ? filter : throw new FormatException(text);
    }

    private Filter Or()
    {
        var left = And();
        while (Take("or")) left = new Filter.Or(left, And());
        return left;
    }

    private Filter And()
    {
        var left = Unary();
        while (Take("and")) left = new Filter.And(left, Unary());
        return left;
    }

    private Filter Unary()
    {
        if (Take("not")) return new Filter.Not(Unary());
        if (!Take("(")) return Compare();
        var inner = Or();
        return Take(")") ? inner : throw new FormatException("A parenthesis is not closed.");
    }

    private Filter Compare()
    {
        var name = Word().ToString();
        var comparison = Word() switch
        {
            "eq" => Comparison.Equal,
            "ne" => Comparison.NotEqual,
            "gt" => Comparison.Greater,
            "ge" => Comparison.GreaterOrEqual,
            "lt" => Comparison.Less,
            "le" => Comparison.LessOrEqual,
            _ => throw new FormatException("That is no comparison."),
        };
        return new Filter.Compare(name, comparison, Literal());
    }

    private object Literal()
    {
        var word = Word();
        if (word is "true" or "false") return word is "true";
        if (rest.StartsWith('\'')) return Typed(word, Quoted());
        if (word.EndsWith('L')) return long.Parse(word[..^1], CultureInfo.InvariantCulture);
        return word.IndexOfAny(".eE") < 0 ? long.Parse(word, CultureInfo.InvariantCulture) : double.Parse(word, CultureInfo.InvariantCulture);
    }

    private static object Typed(ReadOnlySpan<char> prefix, string text) => prefix switch
    {
        "" => text,
        "datetime" => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        "guid" => Guid.Parse(text),
        "X" or "binary" => text.ToUpperInvariant(),
        _ => throw new FormatException("That is no literal."),
    };

    private string Quoted()
    {
        var end = 1;
        while (true)
        {
            var quote = rest[end..].IndexOf('\'');
            if (quote < 0) throw new FormatException("A text is not closed.");
            end += quote + 1;
            if (end >= rest.Length || rest[end] != '\'') break;
            end++;
        }

        var quoted = rest[1..(end - 1)].ToString().Replace("''", "'", StringComparison.Ordinal);
        rest = rest[end..];
        return quoted;
    }

    private ReadOnlySpan<char> Word()
    {
        var word = Peek();
        rest = rest[word.Length..];
        return word;
    }

    private ReadOnlySpan<char> Peek()
    {
        rest = rest.TrimStart();
        if (rest.StartsWith('(') || rest.StartsWith(')')) return rest[..1];
        var end = rest.IndexOfAny(" ()'");
        return end < 0 ? rest : rest[..end];
    }

    private bool Take(string word)
    {
        if (!Peek().SequenceEqual(word)) return false;
        rest = rest[word.Length..];
        return true;
    }
}
