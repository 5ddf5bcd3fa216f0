using System.Globalization;
using System.Text.Json;
using ZoomSimulator.Clock;
using ZoomSimulator.Users;

namespace ZoomSimulator.Meetings;

/// <summary>Keeps the meetings in one JSON file: replaced whole, never half written; a broken one is set aside.</summary>
internal sealed partial class MeetingFile(
    SimulatorOptions options,
    MeetingStore store,
    UserDirectory users,
    SimClock clock,
    ILogger<MeetingFile> logger) : BackgroundService
{
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(300);

    private readonly string? _path = options.DataDirectory is { } folder ? Path.Combine(folder, "meetings.json") : null;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Load();
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_path is not null && store.Changes.TryRead(out _))
            Save(_path);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_path is null)
            return;
        await foreach (var _ in store.Changes.ReadAllAsync(stoppingToken))
        {
            var began = clock.GetTimestamp();
            Save(_path);
            // Large files are written less often, so that saving never takes most of the time.
            await Task.Delay(Breath + clock.GetElapsedTime(began) * 10, clock, stoppingToken);
        }
    }

    private void Load()
    {
        if (_path is null || !File.Exists(_path))
            return;
        try
        {
            var meetings = JsonSerializer.Deserialize<List<Meeting>>(File.ReadAllBytes(_path), Wire.Snake) ?? [];
            foreach (var meeting in meetings)
            {
                users.Find(meeting.HostEmail);
                store.Add(meeting);
            }
            // Nothing to save yet: a start that fails must not write over what another simulator keeps there.
            store.Changes.TryRead(out _);
            Log.Loaded(logger, meetings.Count);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            var aside = $"{_path}.broken-{clock.Now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}";
            File.Move(_path, aside, overwrite: true);
            Log.SetAside(logger, aside, e.Message);
        }
    }

    private void Save(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var draft = path + ".new";
            using (var file = File.Create(draft))
                Write(file);
            File.Move(draft, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotSaved(logger, path, e.Message);
        }
    }

    private void Write(Stream file)
    {
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Encoder = Wire.Snake.Encoder });
        json.WriteStartArray();
        foreach (var meeting in store.All)
        {
            lock (meeting.Gate)
                JsonSerializer.Serialize(json, meeting, Wire.Snake);
        }
        json.WriteEndArray();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Count} meetings loaded")]
        public static partial void Loaded(ILogger logger, int count);

        [LoggerMessage(2, LogLevel.Warning, "The file of meetings can't be read ({Why}); it is kept as {Aside}, and the simulator starts without meetings")]
        public static partial void SetAside(ILogger logger, string aside, string why);

        [LoggerMessage(3, LogLevel.Error, "Meetings could not be saved to {Path}: {Why}")]
        public static partial void NotSaved(ILogger logger, string path, string why);
    }
}
