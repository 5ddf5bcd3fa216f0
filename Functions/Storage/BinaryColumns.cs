using System.Globalization;
using Azure.Data.Tables;

namespace Functions.Storage;

/// <summary>Bytes in as many binary properties as they need: one holds at most 64 KiB.</summary>
internal static class BinaryColumns
{
    public const int MostPerColumn = 64 * 1024;

    /// <summary>Also removes columns that a longer value of before needed.</summary>
    public static void Write(TableEntity entity, string name, ReadOnlySpan<byte> bytes)
    {
        var i = 0;
        do
        {
            var rest = bytes[(i * MostPerColumn)..];
            entity[ColumnName(name, i)] = rest[..Math.Min(rest.Length, MostPerColumn)].ToArray();
        }
        while (++i * MostPerColumn < bytes.Length);
        while (entity.Remove(ColumnName(name, i++)))
        {
        }
    }

    public static void Remove(TableEntity entity, string name)
    {
        for (var i = 0; entity.Remove(ColumnName(name, i)); i++)
        {
        }
    }

    public static byte[]? Read(TableEntity entity, string name)
    {
        if (entity.GetBinary(name) is not { } bytes) return null;
        for (var i = 1; entity.GetBinary(ColumnName(name, i)) is { } more; i++) bytes = [.. bytes, .. more];
        return bytes;
    }

    private static string ColumnName(string name, int index) =>
        index == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}_{index}");
}
