using System.Text;
using Functions.Http;

namespace Functions.Tests.Http;

public sealed class JsonBodyTests
{
    private static Problem ProblemOf(string json) =>
        JsonBody.Parse(Encoding.UTF8.GetBytes(json), ApiJson.Default.CreateSessionRequest).TryGet(out _, out var problem) ? throw new Xunit.Sdk.XunitException("It was read.") : problem;

    [Theory]
    [InlineData("""{"colour":1}""", "colour")]
    [InlineData("""{"students":[{"name":"A"},{"nick":"B"}]}""", "students[1].nick")]
    public void Unknown_fields_are_refused_by_name(string json, string field) =>
        Assert.Equal(["This field is not known."], ProblemOf(json).Errors![field]);

    [Fact]
    public void A_member_that_is_not_for_callers_is_as_unknown_as_any()
    {
        Assert.False(JsonBody.Parse("""{"topic":"T","changes_nothing":true}"""u8.ToArray(), ApiJson.Default.UpdateSessionRequest).TryGet(out _, out var problem));
        Assert.Equal(["changes_nothing"], problem.Errors!.Keys);
    }

    [Theory]
    [InlineData("""{"duration":"long"}""", "duration", "The value has the wrong type.")]
    [InlineData("""{"start_time":"tomorrow"}""", "start_time", "An RFC 3339 time is expected, such as 2026-03-01T09:00:00Z.")]
    [InlineData("""{"start_time":"2026-03-01T09:00:00"}""", "start_time", "An RFC 3339 time is expected, such as 2026-03-01T09:00:00Z.")]
    [InlineData("""{"student_ids":[{}]}""", "student_ids", "An id is expected: text, or a whole number.")]
    public void A_wrong_value_is_said_by_field(string json, string field, string error) =>
        Assert.Equal([error], ProblemOf(json).Errors![field]);

    [Theory, InlineData(""), InlineData("[]"), InlineData("null"), InlineData("{"), InlineData("""{"topic":"a","topic":"b"}""")]
    public void What_is_no_object_is_malformed(string json) => Assert.Equal("urn:problem:malformed", ProblemOf(json).Type);

    [Fact]
    public void Numbers_are_ids_too()
    {
        Assert.True(JsonBody.Parse("""{"professor_id":1,"student_ids":[1,"2"]}"""u8.ToArray(), ApiJson.Default.CreateSessionRequest).TryGet(out var request, out _));
        Assert.Equal(("1", "2"), (request.ProfessorId, request.StudentIds![1]));
    }
}
