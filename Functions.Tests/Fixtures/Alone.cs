namespace Functions.Tests.Fixtures;

/// <summary>For tests that keep every core busy: beside them, those that look at how long something takes would fail.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
