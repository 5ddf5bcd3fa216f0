using CsCheck;
using Functions.Presence;
using Functions.Tests.Fixtures;

namespace Functions.Tests.Presence;

/// <summary>Names are the same when people take them for the same, and different otherwise.</summary>
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

    [Theory]
    [InlineData("O'Brien", "O’Brien", "O‘Brien", "Oʼbrien", "O`BRIEN", "O´Brien", "O＇Brien", "O′Brien", "O\u1FEFBrien")]
    [InlineData("Anne-Marie", "Anne\u2010Marie", "Anne\u2011Marie", "anne–marie", "Anne — Marie", "Anne\u2212Marie", "Anne－Marie", "ANNE MARIE", "Anne\u00A0Marie")]
    [InlineData("Łukasz", "Lukasz", "ŁUKASZ")]
    [InlineData("Strauß", "Strauss", "STRAUẞ", "STRAUSS")]
    [InlineData("Χρήστος", "ΧΡΗΣΤΟΣ", "χρηστος", "Χρηστοσ")]
    [InlineData("Işıl Işık", "ISIL ISIK", "isil isik", "İSİL İSİK")]
    [InlineData("Æsa Þórðardóttir", "AESA THORDARDOTTIR", "Aesa Thordardottir", "æsa þórðardóttir")]
    [InlineData("Søren Đặng", "Soren Dang", "SØREN ĐẶNG")]
    [InlineData("Cœur Ħabib", "COEUR HABIB")]
    [InlineData("José Núñez", "Jose\u0301 Nu\u0301n\u0303ez", "Jose Nunez")]
    [InlineData("Семён", "Семен", "СЕМЁН", "Семе\u0301н")]
    [InlineData("أحمد", "احمد", "أَحْمَد")]
    [InlineData("آمنة", "امنة")]
    [InlineData("משה", "מֹשֶׁה")]
    [InlineData("ג׳ורג׳", "ג'ורג'", "ג’ורג’")]
    [InlineData("علی\u200Cرضا", "علیرضا", "علی\u200Dرضا")]
    [InlineData("Bob Brown", "Bob\u200B Brown", "\uFEFFBob Brown\u2060", "Bob\u00AD Brown", "\u202ABob Brown\u202C", "Bob Brown\u3164", "Bob\uFE0F Brown")]
    [InlineData("Ａｌｉｃｅ", "Alice", "ALICE")]
    [InlineData("ﬁona", "Fiona")]
    public void Names_are_the_same_when_people_take_them_for_the_same(string name, params string[] others) =>
        Assert.All(others, other => Assert.Equal(Names.Fold(name), Names.Fold(other)));

    [Theory]
    [InlineData("O'Brien", "OBrien", "O Brien")]
    [InlineData("Anne-Marie", "Annemarie")]
    [InlineData("Андрей", "Андреи")]
    [InlineData("Наїм", "Наім")]
    [InlineData("राजू", "राज", "राजी")]
    [InlineData("สมศรี", "สมศร", "สมศรู")]
    [InlineData("وائل", "وايل")]
    [InlineData("かな", "がな")]
    [InlineData("ড", "ড়")]
    [InlineData("李雷", "李蕾", "韩梅梅")]
    [InlineData("Müller", "Mueller")]
    [InlineData("Thor", "Tor")]
    [InlineData("Ng", "Ŋ")]
    public void Different_names_stay_different(params string[] names) =>
        Assert.Equal(names.Length, names.Select(Names.Fold).Distinct().Count());

    [Theory]
    [InlineData(" BOB@Example.EDU\u200B", "bob@example.edu")]
    [InlineData("\uFEFFbob\u00AD@exam\u200Dple.edu", "bob@example.edu")]
    [InlineData("\u200B Zoë@example.edu", "zoë@example.edu")]
    public void Invisible_characters_do_not_count_in_an_email(string email, string folded) => Assert.Equal(folded, Names.FoldEmail(email));

    /// <summary>ASCII takes another path.</summary>
    [Fact]
    public void A_text_of_ASCII_folds_as_within_one_that_is_not() => Gen.String[Gen.Char["aAzZ09-`'. \t\r\n\0~"], 0, 20].Sample(
        text => Assert.Equal(Names.Fold($"Ω {text} ."), $"ω {Names.Fold($"{text} .")}"), iter: Effort.Of(5_000));

    [Fact]
    public void What_is_folded_folds_to_itself() => Gen.String[Gen.OneOf(Gen.Char, Gen.Char['\u00C0', '\u024F'], Gen.Char["-'’ "]), 0, 12]
        .Sample(
        text => Assert.Equal(Names.Fold(text), Names.Fold(Names.Fold(text))), iter: Effort.Of(20_000));
}
