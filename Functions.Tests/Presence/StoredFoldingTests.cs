using Functions.Presence;
using Functions.Roster;
using Functions.Sessions.Forgetting;

namespace Functions.Tests.Presence;

/// <summary>Values that the version before has stored. They are found again only if they never change.</summary>
public sealed class StoredFoldingTests
{
    private static Participant Who(string? email = null, string? name = null) => new(null, null, null, null, email, name);

    [Theory]
    [InlineData("O’Brien", "o’brien", "0TH3_wb4_UUp_OvAUxLxeQ")]
    [InlineData(" Anne-Marie  Zoë\u200B", "anne-marie zoe", "7_0ItO1uf-JJ5MQN960slA")]
    [InlineData("Łukasz Strauß", "łukasz strauß", "RCZly1CfG00heV-5LARkGw")]
    [InlineData("Χρήστος", "χρηστος", "dwHqUyY7oiG_PWh0L-iDQg")]
    [InlineData("राजू", "राज", "JPqdevoM555ROWKOqVbXTg")]
    [InlineData("Rıza İnan", "rıza inan", "ogKFtU2FnLb2uGpKxFnRfg")]
    [InlineData("Æsa Þórðardóttir", "æsa þorðardottir", "WpzUzNdoVPaQeL1PdJQOsQ")]
    public void The_key_of_a_person_known_by_name_stays(string name, string folded, string personId) =>
        Assert.Equal((folded, personId), (StoredFolding.Name(name), Person.IdOf("run==", Who(name: name))));

    [Theory]
    [InlineData("bob@example.edu", "!~Ym9iQGV4YW1wbGUuZWR1", "5FkJ-7Sv-GxevjfPsY6rDQ")]
    [InlineData(" BOB@Example.EDU\u200B", "!~Ym9iQGV4YW1wbGUuZWR14oCL", "JD2wWL9dIRcV-APAnC7Pjw")]
    [InlineData("zoë@example.edu", "!~em_Dq0BleGFtcGxlLmVkdQ", "oKaJW_Mp2smbrjvzzyTNBw")]
    public void The_keys_of_an_email_stay(string email, string rosterKey, string personId) =>
        Assert.Equal((rosterKey, personId), (RosterRows.EmailKey(email), Person.IdOf("run==", Who(email: email))));

    [Fact]
    public void An_erasure_that_was_begun_still_knows_its_student()
    {
        var begun = new ErasedStudent(
            "erased-token", default, new("LeNsQQO7JaTXeRkeZnTD8g", 1), new("hqltsD--z_BOK7xTSjSycw", 14),
            [new("j2KTf5yD3_lr2nsVK2Z-Kg", 16), new("3BikC-68ulzytvCv1InzhA", 9)]);
        Assert.True(begun.HasId("7") && begun.HasName("łukasz o’BRIEN"));
        Assert.True(begun.HasAccount("BOB@example.edu\u200B") && begun.HasAccount("ZOOM-user"));
        Assert.True(begun.IsNamedIn("{\"user_name\":\"Łukasz O’Brien\"}"));
        Assert.False(begun.HasName("Somebody Else") || begun.HasAccount("x@example.edu"));
    }
}
