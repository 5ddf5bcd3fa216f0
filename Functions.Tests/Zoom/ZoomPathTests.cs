using Functions.Zoom;

namespace Functions.Tests.Zoom;

public sealed class ZoomPathTests
{
    [Theory]
    [InlineData("aDYlohsHRtCd4ii1uC2+hA==", "aDYlohsHRtCd4ii1uC2%2BhA%3D%3D")]
    [InlineData("a/b==", "a%2Fb%3D%3D")]
    [InlineData("/ab==", "%252Fab%253D%253D")]
    [InlineData("a//b=", "a%252F%252Fb%253D")]
    public void A_uuid_is_encoded_twice_only_where_it_must(string uuid, string expected)
    {
        Assert.Equal(expected, ZoomPath.Uuid(uuid));
        Assert.Equal($"/v2/past_meetings/{expected}", new Uri($"https://api.zoom.us/v2/past_meetings/{ZoomPath.Uuid(uuid)}").AbsolutePath);
    }

    [Fact]
    public void An_email_is_one_segment() => Assert.Equal("a%2Fb%3Fc%40example.edu", ZoomPath.Segment("a/b?c@example.edu"));
}
