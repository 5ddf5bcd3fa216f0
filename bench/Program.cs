using Bench.Hosts;
using Bench.Rows;

if (Environment.GetEnvironmentVariable(MemoryWorker.Variable) is { Length: > 0 } classes)
{
    await MemoryWorker.RunAsync(classes);
    return 0;
}

return await Benchmarks.RunAsync(args);
