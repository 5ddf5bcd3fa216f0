using System.Text;
using Functions.Storage;

namespace Functions.Tests.Fixtures.InMemoryTables;

/// <summary>The answer to a transaction: one part for each change, or one for the change that was refused.</summary>
internal static class BatchAnswer
{
    private const string Head =
        "--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_1\r\n\r\n";

    private const string Part =
        "--changesetresponse_1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n";

    private const string Foot = "--changesetresponse_1--\r\n--batchresponse_1--\r\n";

    public static MemoryResponse Done(ReadOnlySpan<Row?> rows)
    {
        var text = new StringBuilder(Head, 256 + (rows.Length * 320));
        foreach (var row in rows)
        {
            text.Append(Part).Append("HTTP/1.1 204 No Content\r\nX-Content-Type-Options: nosniff\r\nDataServiceVersion: 1.0;\r\n");
            if (row is not null) text.Append("ETag: ").Append(row.ETag).Append("\r\n");
            text.Append("\r\n\r\n");
        }

        return Multipart(text);
    }

    public static MemoryResponse Refused(Refusal refusal, int index)
    {
        var text = new StringBuilder(Head).Append(Part)
            .Append("HTTP/1.1 ").Append(refusal.Status).Append(' ').Append(refusal.Code)
            .Append("\r\nContent-Type: application/json;odata=minimalmetadata;streaming=true;charset=utf-8\r\n\r\n")
            .Append(Encoding.UTF8.GetString(Answers.RefusalBody(refusal, index))).Append("\r\n");
        return Multipart(text);
    }

    private static MemoryResponse Multipart(StringBuilder text) =>
        new(202, Encoding.UTF8.GetBytes(text.Append(Foot).ToString()), ("Content-Type", "multipart/mixed; boundary=batchresponse_1"));
}
