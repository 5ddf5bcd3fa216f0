using Functions.Http;
using Microsoft.Extensions.Options;

namespace Functions.Sessions;

/// <summary>
/// How many sessions a caller may create, in this process: so many at once as in a minute, and from then on so many a minute. It keeps a
/// script that has gone wrong from using up Zoom's limits, which all share.
/// </summary>
/// <remarks>A bucket of its own, because those of System.Threading.RateLimiting take no <see cref="TimeProvider"/> and give nothing back.</remarks>
public sealed class CreateAllowance(IOptions<SessionsOptions> options, TimeProvider time)
{
    /// <summary>Callers are remembered until this many are; then those who could create as much as anybody are forgotten.</summary>
    private const int Most = 1000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Bucket> buckets = new(StringComparer.Ordinal);

    internal int Remembered => buckets.Count;

    /// <summary>Takes one of what the caller has left. False: there is nothing.</summary>
    /// <param name="retryAfter">Seconds until there is.</param>
    public bool TryTake(Caller caller, out int retryAfter)
    {
        retryAfter = 0;
        if (Rate(caller) is not (> 0 and var rate)) return true;
        lock (gate)
        {
            var left = Left(caller, rate);
            if (left < 1)
            {
                retryAfter = Math.Max(1, (int)Math.Ceiling((1 - left) * 60 / rate));
                return false;
            }

            Set(caller, left - 1);
            return true;
        }
    }

    /// <summary>Gives back one that was taken for what created nothing.</summary>
    public void GiveBack(Caller caller)
    {
        if (Rate(caller) is not (> 0 and var rate)) return;
        lock (gate) Set(caller, Math.Min(rate, Left(caller, rate) + 1));
    }

    private int Rate(Caller caller) => caller.IsOperator ? options.Value.OperatorCreatesPerMinute : options.Value.CreatesPerMinute;

    private double Left(Caller caller, int rate) => buckets.TryGetValue(caller.Key, out var bucket) ? bucket.Left(time, rate) : rate;

    private void Set(Caller caller, double left)
    {
        if (buckets.Count >= Most && !buckets.ContainsKey(caller.Key))
        {
            // A minute fills every bucket.
            foreach (var (key, bucket) in buckets)
                if (time.GetElapsedTime(bucket.At) >= TimeSpan.FromMinutes(1)) buckets.Remove(key);
        }

        buckets[caller.Key] = new(left, time.GetTimestamp());
    }

    private readonly record struct Bucket(double Held, long At)
    {
        public double Left(TimeProvider time, int rate) => Math.Min(rate, Held + (time.GetElapsedTime(At).TotalMinutes * rate));
    }
}
