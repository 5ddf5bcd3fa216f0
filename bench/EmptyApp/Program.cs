var app = WebApplication.CreateBuilder(args).Build();
app.MapPost("/empty", () => Results.Ok());
app.Run();
