using System.Reflection;
using System.Text.Json.Nodes;
using Functions.Tests.Fixtures;
using Functions.Tests.Reference.Describing;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Tests.Reference;

public sealed class DescriptionTests(Classroom classroom)
{
    [Fact]
    public void Try()
    {
        File.WriteAllText("/tmp/oa/openapi.json", ApiDocument.Text(ApiDocument.Of(classroom.App.Services)));
    }
}
