using System.Globalization;
using Azure.Data.Tables;

namespace Functions.Storage;

/// <summary>Bytes in as many binary properties as they need: one holds at most 64 KiB.</summary>
internal static class BinaryColumns
{
    public const int MostPerColumn = 64 * 1024;

    public static void Write(TableEntity entity, string name, ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i == 0 || i * MostPerColumn < bytes.Length; i++)
        {
            var rest = bytes[(i * MostPerColumn)..];
            entity[ColumnName(name, i)] = rest[..Math.Min(rest.Length, MostPerColumn)].ToArray();
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
