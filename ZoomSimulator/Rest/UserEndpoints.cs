using System.Text.Json.Nodes;
using ZoomSimulator.OAuth;
using ZoomSimulator.Users;

namespace ZoomSimulator.Rest;

/// <summary><c>GET /users/{userId}</c> and its settings.</summary>
internal static class UserEndpoints
{
    public static void Map(IEndpointRouteBuilder v2)
    {
        v2.MapGet("/users/{userId}", Get).Costs(RateCategory.Light, ScopeCatalog.ReadUser);
        v2.MapGet("/users/{userId}/settings", GetSettings).Costs(RateCategory.Medium, ScopeCatalog.ReadSettings);
    }

    private static IResult Get(string userId, UserDirectory users, SimulatorOptions options) => users.Find(userId) is not { } user
        ? ZoomError.NoUser(userId)
        : Answers.Json(new JsonObject
        {
            ["id"] = user.Id,
            ["email"] = user.Email,
            ["first_name"] = user.FirstName,
            ["last_name"] = user.LastName,
            ["display_name"] = user.DisplayName,
            ["type"] = user.Licensed ? 2 : 1,
            ["status"] = "active",
            ["timezone"] = "UTC",
            ["pmi"] = 4_155_550_100,
            ["account_id"] = options.AccountId,
        });

    private static IResult GetSettings(string userId, UserDirectory users) => users.Find(userId) is not { } user
        ? ZoomError.NoUser(userId)
        : Answers.Json(new JsonObject
        {
            ["in_meeting"] = new JsonObject
            {
                ["breakout_room"] = user.BreakoutRoom,
                ["breakout_room_schedule"] = user.BreakoutRoomSchedule,
                ["waiting_room"] = true,
            },
            ["feature"] = new JsonObject { ["meeting_capacity"] = user.Licensed ? 300 : 100 },
            ["schedule_meeting"] = new JsonObject { ["require_password_for_scheduling_new_meetings"] = true },
        });
}
