using Functions.Presence;

namespace Functions.Tests.Presence;

public sealed class NamesTests
{
    [Fact]
    public void Any_text_that_somebody_calls_themselves_can_be_folded()
    {
        // Every UTF-16 unit, halves of surrogate pairs and noncharacters included.
        for (var unit = 0; unit <= char.MaxValue; unit++) Names.Fold($"A{(char)unit}b");
        Assert.Equal(Names.Fold("A\uFFFDb"), Names.Fold("A\uFFFEb"));
        Assert.Equal("zoe li", Names.Fold(" ZOË  Li\u200B"));
    }
}
