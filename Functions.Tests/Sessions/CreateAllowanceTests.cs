using Functions.Http;
using Functions.Sessions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Functions.Tests.Sessions;

/// <summary>How many sessions a caller may create.</summary>
public sealed class CreateAllowanceTests
{
    private static readonly Caller One = new("1"), Two = new("2");

    private readonly FakeTimeProvider time = new();

    private CreateAllowance Allowing(int professor, int all = 120) => new(Options.Create(new SessionsOptions { CreatesPerMinute = professor, OperatorCreatesPerMinute = all }), time);

    [Fact]
    public void A_minutes_worth_at_once_and_then_as_time_passes()
    {
        var allowance = Allowing(30);
        Assert.Equal(30, Taken(allowance, One));
        Assert.False(allowance.TryTake(One, out var wait));
        Assert.Equal(2, wait);
        time.Advance(TimeSpan.FromSeconds(1.5));
        Assert.False(allowance.TryTake(One, out wait));
        Assert.Equal(1, wait);
        time.Advance(TimeSpan.FromSeconds(0.6));
        Assert.Equal(1, Taken(allowance, One));
        time.Advance(TimeSpan.FromDays(3));
        Assert.Equal(30, Taken(allowance, One));
    }

    [Fact]
    public void Each_caller_has_their_own()
    {
        var allowance = Allowing(3, 5);
        Assert.Equal((3, 3, 5), (Taken(allowance, One), Taken(allowance, Two), Taken(allowance, Caller.Operator)));
    }

    [Fact]
    public void What_created_nothing_is_given_back_and_no_more()
    {
        var allowance = Allowing(3);
        Assert.Equal(3, Taken(allowance, One));
        allowance.GiveBack(One);
        Assert.Equal(1, Taken(allowance, One));
        for (var i = 0; i < 10; i++) allowance.GiveBack(One);
        Assert.Equal(3, Taken(allowance, One));
    }

    [Fact]
    public void Zero_is_any_number()
    {
        var allowance = Allowing(0);
        for (var i = 0; i < 10_000; i++) Assert.True(allowance.TryTake(One, out _));
    }

    [Fact]
    public void Many_at_once_take_no_more_than_there_is()
    {
        var allowance = Allowing(100);
        var taken = 0;
        Parallel.For(0, 1000, _ =>
        {
            if (allowance.TryTake(One, out var _)) Interlocked.Increment(ref taken);
        });
        Assert.Equal(100, taken);
    }

    [Fact]
    public void Callers_who_come_no_more_are_forgotten()
    {
        var allowance = Allowing(3);
        for (var i = 0; i < 20_000; i++)
        {
            allowance.TryTake(new Caller($"{i}"), out _);
            time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.InRange(allowance.Remembered, 1, 1000);
        Assert.Equal(3, Taken(allowance, One));
    }

    private static int Taken(CreateAllowance allowance, Caller caller)
    {
        var taken = 0;
        while (allowance.TryTake(caller, out _)) taken++;
        return taken;
    }
}
