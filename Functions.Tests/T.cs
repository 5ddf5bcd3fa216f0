namespace Functions.Tests;
public sealed class T { [Fact] public void Ok() => Assert.True(true); }
