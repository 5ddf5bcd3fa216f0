using System.Runtime.Versioning;

namespace Functions.Tests.Infra;

/// <summary><c>infra/secrets</c> against an <c>az</c> that writes down how it is called, and what it finds in the file it is given.</summary>
[SupportedOSPlatform("linux")]
public sealed class SecretsCommandTests : IDisposable
{
    private const string Typed = "s3cret with spaces";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory();

    public SecretsCommandTests()
    {
        var az = Path.Combine(folder.FullName, "az");
        File.WriteAllText(az, """
            #!/usr/bin/env bash
            echo "$*" >> "$JOURNAL/calls"
            if [ "$3" = list ]; then
              if [ -f "$JOURNAL/refuse" ]; then rm "$JOURNAL/refuse"; echo Forbidden >&2; exit 1; fi
              cat "$JOURNAL/there" 2>/dev/null; exit 0
            fi
            while [ $# -gt 0 ]; do case "$1" in --name) name=$2 ;; --file) file=$2 ;; esac; shift; done
            stat -c %a "$file" > "$JOURNAL/mode"
            cp "$file" "$JOURNAL/value-$name"
            echo "$file" > "$JOURNAL/file"

            """.ReplaceLineEndings("\n"));
        File.SetUnixFileMode(az, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task What_is_typed_reaches_the_vault_and_no_command_line()
    {
        var output = await RunAsync($"{Typed}\n", "zoom-client-secret");
        Assert.Equal(Typed, Stored("zoom-client-secret"));
        Assert.Contains("--vault-name kv-test --name zoom-client-secret", Journal("calls"), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", Journal("calls") + output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_in_between_is_the_callers_alone_and_goes()
    {
        await RunAsync($"{Typed}\n", "zoom-webhook-secret");
        Assert.Equal("600", Journal("mode").Trim());
        Assert.False(File.Exists(Journal("file").Trim()));
        Assert.False(Directory.Exists(Path.GetDirectoryName(Journal("file").Trim())));
    }

    [Fact]
    public async Task Enter_leaves_a_secret_as_it_is_and_makes_the_operators_key_where_there_is_none()
    {
        await RunAsync("\n\n\n");
        Assert.False(File.Exists(Path.Combine(folder.FullName, "value-zoom-client-secret")));
        Assert.Matches("^[0-9a-f]{64}$", Stored("operator-key"));

        var first = Stored("operator-key");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "there"), "operator-key\n", TestContext.Current.CancellationToken);
        await RunAsync("\n", "operator-key");
        Assert.Equal(first, Stored("operator-key"));
        await RunAsync("+\n", "operator-key");
        Assert.NotEqual(first, Stored("operator-key"));
    }

    [Fact]
    public async Task Only_what_is_missing_is_asked_for()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "there"), "operator-key\nzoom-client-secret\n", TestContext.Current.CancellationToken);
        await RunAsync($"{Typed}\n", "--missing");
        Assert.Equal(Typed, Stored("zoom-webhook-secret"));
        Assert.Single(Journal("calls").Split('\n'), c => c.Contains(" set ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_role_that_has_not_arrived_yet_is_waited_for()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "refuse"), "", TestContext.Current.CancellationToken);
        await RunAsync($"{Typed}\n", "zoom-client-secret");
        Assert.Equal(Typed, Stored("zoom-client-secret"));
    }

    [Fact]
    public async Task An_unknown_name_is_refused()
    {
        var (code, _, errors) = await SourceTree.RunAsync(SourceTree.PathOf("infra/secrets"), ["zoom-secret"], Environment());
        Assert.NotEqual(0, code);
        Assert.Contains("zoom-client-secret", errors, StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(string input, params string[] arguments)
    {
        var (code, output, errors) = await SourceTree.RunAsync(SourceTree.PathOf("infra/secrets"), arguments, Environment(), input);
        Assert.True(code == 0, errors);
        return output + errors;
    }

    private Dictionary<string, string> Environment() => new(StringComparer.Ordinal)
    {
        ["PATH"] = $"{folder.FullName}:{System.Environment.GetEnvironmentVariable("PATH")}",
        ["JOURNAL"] = folder.FullName,
        ["AZURE_KEY_VAULT_NAME"] = "kv-test",
        ["SECRETS_WAIT"] = "0",
    };

    private string Journal(string name) => File.ReadAllText(Path.Combine(folder.FullName, name));

    private string Stored(string name) => Journal($"value-{name}");
}
