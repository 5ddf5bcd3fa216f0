return await ZoomSimulator.Commands.CommandLine.RunAsync(args, Console.Out, Console.Error);
