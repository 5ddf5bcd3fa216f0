using Functions.Roster;
using Functions.Sessions.Forgetting;

namespace Functions.Tests.Forgetting;

/// <summary>A student is recognised without their name being kept.</summary>
public sealed class ErasedStudentTests
{
    private static ErasedStudent Who(string name, string? email = null) => ErasedStudent.Of(new("7", name, email, "zoom-User"), "token", default);

    [Theory]
    [InlineData("Zoë Li", "…zoe  LI…", true)]
    [InlineData("Li", "{\"n\":\"Li\"}", true)]
    [InlineData("Li", "alice", false)]
    [InlineData("Li", "Lin", false)]
    [InlineData("王小明", "名前王小明さん", true)]
    [InlineData("O'Neil, Jr.", "x O'NEIL, JR. y", true)]
    [InlineData("Li", "", false)]
    public void A_name_is_found_in_a_text_as_a_word_in_any_case(string name, string text, bool isThere) => Assert.Equal(isThere, Who(name).IsNamedIn(text));

    [Fact]
    public void Ids_names_and_accounts_are_told_apart()
    {
        var who = Who("Zoë Li", "Zoe@School.example");
        Assert.True(who.HasId("7") && who.HasName(" ZOE li ") && who.HasAccount("zoe@school.EXAMPLE ") && who.HasAccount("ZOOM-user"));
        Assert.False(who.HasId("8") || who.HasId(null) || who.HasName("Zoe") || who.HasName(null) || who.HasAccount("7") || who.HasAccount(null));
        Assert.True(who.IsNamedIn("to:<zoe@school.example>") && who.IsNamedIn("zoom-user") && !who.IsNamedIn("xzoe@school.example"));
    }

    [Fact]
    public void Nothing_of_it_can_be_read()
    {
        var kept = System.Text.Json.JsonSerializer.Serialize(Who("Zoë Li", "zoe@school.example"));
        foreach (var text in new[] { "Zoë", "zoe", "school", "zoom-User" }) Assert.DoesNotContain(text, kept, StringComparison.OrdinalIgnoreCase);
    }
}
