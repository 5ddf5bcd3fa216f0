using System.Collections.Frozen;
using Functions.Presence;

namespace Functions.Roster;

/// <summary>What a column of a roster says.</summary>
internal enum RosterField
{
    Role,
    Id,
    Name,
    FirstName,
    LastName,
    Email,
    ZoomUserId,
    CanvasId,
    SisUserId,
    SisLoginId,
    Section,
    MoodleId,
}

/// <summary>
/// The names of columns: ours; those of Canvas's gradebook export (its documentation: Student, ID, SIS User ID, SIS Login ID, Section);
/// those of Moodle's grade and participant exports in English, German, French and Spanish (its language packs); and what people write.
/// </summary>
internal static class RosterFields
{
    private static readonly FrozenDictionary<string, RosterField> ByName = new Dictionary<RosterField, string[]>
    {
        [RosterField.Role] = ["role"],
        [RosterField.Id] = ["id"],
        [RosterField.Name] = ["name", "full name", "fullname", "display name", "student", "student name"],
        [RosterField.FirstName] =
        [
            "first name", "firstname", "first", "given name", "given names", "forename", "vorname", "prenom", "nombre",
        ],
        [RosterField.LastName] =
        [
            "last name", "lastname", "last", "surname", "family name", "nachname", "familienname", "nom", "nom de famille",
            "apellido(s)", "apellidos",
        ],
        [RosterField.Email] =
        [
            "email", "e mail", "mail", "email address", "e mail address", "e mail adresse", "adresse de courriel", "courriel",
            "direccion de correo", "correo electronico",
        ],
        [RosterField.ZoomUserId] = ["zoom user id"],
        [RosterField.CanvasId] = ["canvas id", "canvas user id"],
        [RosterField.SisUserId] = ["sis user id", "sis id", "student id", "student number", "matrikelnummer"],
        [RosterField.SisLoginId] = ["sis login id", "login id"],
        [RosterField.Section] = ["section", "sections"],
        [RosterField.MoodleId] = ["id number", "moodle id", "id nummer", "numero d'identification", "numero de id"],
    }.SelectMany(f => f.Value.Select(name => (name, f.Key))).ToFrozenDictionary(f => f.name, f => f.Key, StringComparer.Ordinal);

    /// <summary>Null for a column that is not known. Case, accents, hyphens, underscores and spaces do not count.</summary>
    public static RosterField? Find(string column) =>
        ByName.TryGetValue(Names.Fold(column.Replace('_', ' ')), out var field) ? field : null;
}
