using Bench.Hosts;
using Bench.Rows;

if (args is [MemoryHost.Command, var classes, var students])
{
    await MemoryHost.RunAsync(classes, students);
    return 0;
}

return await Benchmarks.RunAsync(args);
