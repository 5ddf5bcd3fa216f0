namespace ZoomSimulator.Rest;

/// <summary>Where join and start links lead: there is no client here to open.</summary>
internal static class MeetingPages
{
    private const string Text = "This is a simulated Zoom meeting. Start it and let people join through the control API (see ZoomSimulator/README.md).\n";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/j/{id}", () => Results.Text(Text));
        routes.MapGet("/s/{id}", () => Results.Text(Text));
        routes.MapGet("/w/{id}", () => Results.Text(Text));
        routes.MapGet("/meeting/register/{id}", () => Results.Text(Text));
    }
}
