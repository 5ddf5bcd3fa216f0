using Functions.Zoom;

namespace Functions.Tests.Zoom;

public sealed class ZoomRatesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 23, 59, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(ZoomPlan.Free, 4, 2, 1, 10)]
    [InlineData(ZoomPlan.Pro, 30, 20, 10, 10)]
    [InlineData(ZoomPlan.Business, 80, 60, 40, 20)]
    public void Each_plan_has_the_rates_that_Zoom_publishes(ZoomPlan plan, int light, int medium, int heavy, int intensivePerMinute)
    {
        var rates = ZoomRates.Of(plan, 1);

        Assert.Equal((light, TimeSpan.FromSeconds(1)), Of(rates, ZoomRateCategory.Light));
        Assert.Equal((medium, TimeSpan.FromSeconds(1)), Of(rates, ZoomRateCategory.Medium));
        Assert.Equal((heavy, TimeSpan.FromSeconds(1)), Of(rates, ZoomRateCategory.Heavy));
        Assert.Equal((intensivePerMinute, TimeSpan.FromMinutes(1)), Of(rates, ZoomRateCategory.ResourceIntensive));
        Assert.False(rates.ContainsKey(ZoomRateCategory.None));
    }

    [Theory]
    [InlineData(0.5, 15, 1)]
    [InlineData(0.1, 3, 1)]
    [InlineData(0.05, 1, 1)]
    [InlineData(0.01, 1, 1 / 0.3)]
    [InlineData(1e-300, 1, 86_400)]
    public void A_share_is_rounded_down_and_a_part_of_a_call_stretches_the_window(double share, int calls, double seconds)
    {
        var (granted, window) = Of(ZoomRates.Of(ZoomPlan.Pro, share), ZoomRateCategory.Light);

        Assert.Equal(calls, granted);
        Assert.Equal(seconds, window.TotalSeconds, 0.001);
    }

    [Theory]
    [InlineData(ZoomPlan.Pro, 30_000)]
    [InlineData(ZoomPlan.Business, 60_000)]
    public void Heavy_and_resource_intensive_calls_share_a_day_on_a_paid_plan(ZoomPlan plan, int calls)
    {
        var rates = ZoomRates.Of(plan, 0.5);

        Assert.Same(rates[ZoomRateCategory.Heavy].Day, rates[ZoomRateCategory.ResourceIntensive].Day);
        Assert.Equal(calls / 2, rates[ZoomRateCategory.Heavy].Day!.Calls);
        Assert.Null(rates[ZoomRateCategory.Light].Day);
        Assert.Null(rates[ZoomRateCategory.Medium].Day);
    }

    [Fact]
    public void On_a_free_plan_each_category_has_its_own_day() => Assert.Equal(
        [6_000, 2_000, 1_000, 30_000], ZoomRates.Of(ZoomPlan.Free, 1).OrderBy(rate => rate.Key).Select(rate => rate.Value.Day!.Calls));

    [Fact]
    public void A_day_ends_at_midnight_in_utc()
    {
        var day = new ZoomDay(2);

        Assert.Equal([true, true, false], [day.TryUse(Now), day.TryUse(Now), day.TryUse(Now.AddSeconds(59))]);
        Assert.True(day.TryUse(Now.AddMinutes(1)));
    }

    private static (int Calls, TimeSpan Window) Of(IReadOnlyDictionary<ZoomRateCategory, ZoomRate> rates, ZoomRateCategory category) =>
        (rates[category].Calls, rates[category].Window);
}
