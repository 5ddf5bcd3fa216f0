using Functions.Host;

return await HostProgram.RunAsync(args);
