using Functions.Zoom;

namespace Functions.Tests.Zoom;

public sealed class ZoomScopesTests
{
    [Fact]
    public void A_token_with_all_granular_scopes_lacks_none() =>
        Assert.Empty(ZoomScopes.MissingFrom(ZoomScopes.Required.Select(scope => scope.Granular)));

    [Fact]
    public void Three_classic_scopes_stand_for_all_required_ones() =>
        Assert.Empty(ZoomScopes.MissingFrom(["meeting:write:admin", "meeting:read:admin", "user:read:admin"]));

    [Fact]
    public void What_is_missing_is_named_as_a_granular_scope() =>
        Assert.Equal(
            ["user:read:user:admin", "user:read:settings:admin"],
            ZoomScopes.MissingFrom(["meeting:write:admin", "meeting:read:admin", "user:read:user"]));

    [Fact]
    public void A_missing_optional_scope_is_not_a_missing_one()
    {
        string[] granted = ["meeting:write:admin", "meeting:read:admin", "user:read:admin", "recording:read:admin"];

        Assert.Empty(ZoomScopes.MissingFrom(granted));
        Assert.Equal(["report:read:list_meeting_participants:admin"], ZoomScopes.OptionalMissingFrom(granted));
    }

    [Theory, InlineData(ZoomPlan.Free, false), InlineData(ZoomPlan.Pro, false), InlineData(ZoomPlan.Business, true)]
    public void The_dashboards_scope_is_missed_only_where_there_is_a_dashboard(ZoomPlan plan, bool isMissed) =>
        Assert.Equal(isMissed, ZoomScopes.OptionalMissingFrom(["report:read:admin"], plan).Contains("dashboard:read:list_meeting_participants:admin"));
}
