using Azure.Data.Tables;
using Functions.Presence;

namespace Functions.Storage;

/// <summary>
/// A person's row: the state as compact JSON, usually some 500 bytes and at most some 100 kB, and what the professor said by hand.
/// The state is binary: a text property could not hold the longest one.
/// </summary>
internal static class PersonColumns
{
    private const string RunUuid = "meeting_uuid";
    private const string State = "state";
    private const string Student = "student_id";

    public static TableEntity Write(string sessionId, Person person)
    {
        var row = new TableEntity(sessionId, SessionRows.Person(person.PersonId));
        Update(row, person);
        return row;
    }

    /// <summary>Writes the person into a row that was read, keeping its other columns.</summary>
    public static void Update(TableEntity row, Person person)
    {
        row[RunUuid] = person.RunUuid;
        BinaryColumns.Write(row, State, PersonStateJson.Write(person.State).Span);
        row[Student] = person.HandStudentId;
    }

    public static Person Read(TableEntity row) => new(
        row.RowKey[SessionRows.PersonPrefix.Length..],
        row.GetString(RunUuid) ?? "",
        PersonStateJson.Read(BinaryColumns.Read(row, State) ?? throw new InvalidDataException("A person has no state.")),
        row.GetString(Student));
}
