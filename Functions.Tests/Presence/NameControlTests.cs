using System.Globalization;
using System.Text;
using Functions.Presence;
using Functions.Tests.Fixtures;

namespace Functions.Tests.Presence;

/// <summary>
/// Folding never makes one of two letters that are different. The judge is Unicode's root collation as ICU has it, and the alphabets
/// themselves.
/// </summary>
public sealed class NameControlTests
{
    private const CompareOptions FirstLevel = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace | CompareOptions.IgnoreWidth;

    private static readonly CompareInfo Collation = CultureInfo.InvariantCulture.CompareInfo;

    // Where folding and collation differ on purpose: þ is th and ı is i to people who have no key for them, an alef is written with and
    // without its hamza or madda, and ʾ within one character is an apostrophe.
    private static readonly string[] Intended = ["þ", "ı", "ʾ", "\u0627\u0653", "\u0627\u0654", "\u0627\u0655"];

    // Letters that a name could be told by, language by language. In a group of letters without spaces all are different.
    private static readonly string[] Alphabets =
    [
        "a b c d e f g h i j k l m n o p q r s t u v w x y z",
        "α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ τ υ φ χ ψ ω",
        "а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я",
        "а б в г ґ д е є ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ь ю я",
        "а б в г д ѓ е ж з ѕ и ј к л љ м н њ о п р с т ќ у ф х ц ч џ ш ђ ћ",
        "а б в г д е ж з і й к л м н о п р с т у ў ф х ц ч ш ы ь э ю я",
        "а ә б в г ғ д е ж з и й к қ л м н ң о ө п р с т у ұ ү ф х һ ц ч ш щ ъ ы і ь э ю я",
        "ա բ գ դ ե զ է ը թ ժ ի լ խ ծ կ հ ձ ղ ճ մ յ ն շ ո չ պ ջ ռ ս վ տ ր ց ւ փ ք օ ֆ",
        "ა ბ გ დ ე ვ ზ თ ი კ ლ მ ნ ო პ ჟ რ ს ტ უ ფ ქ ღ ყ შ ჩ ც ძ წ ჭ ხ ჯ ჰ",
        "ا ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي ة ى",
        "ا ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی",
        "א ב ג ד ה ו ז ח ט י כ ל מ נ ס ע פ צ ק ר ש ת",
        "अ आ इ ई उ ऊ ऋ ए ऐ ओ औ क ख ग घ ङ च छ ज झ ञ ट ठ ड ढ ण त थ द ध न प फ ब भ म य र ल व श ष स ह ड़ ढ़ क़ ख़ ग़ ज़ फ़",
        "क का कि की कु कू कृ के कै को कौ कं कः क्",
        "অ আ ই ঈ উ ঊ ঋ এ ঐ ও ঔ ক খ গ ঘ ঙ চ ছ জ ঝ ঞ ট ঠ ড ঢ ণ ত থ দ ধ ন প ফ ব ভ ম য র ল শ ষ স হ ড় ঢ় য় ৎ",
        "அ ஆ இ ஈ உ ஊ எ ஏ ஐ ஒ ஓ ஔ க ங ச ஞ ட ண த ந ப ம ய ர ல வ ழ ள ற ன க் கா கி கீ கு கூ கெ கே கை கொ கோ கௌ",
        "ก ข ฃ ค ฅ ฆ ง จ ฉ ช ซ ฌ ญ ฎ ฏ ฐ ฑ ฒ ณ ด ต ถ ท ธ น บ ป ผ ฝ พ ฟ ภ ม ย ร ล ว ศ ษ ส ห ฬ อ ฮ กา กิ กี กึ กื กุ กู กั ก่ ก้ ก๊ ก๋ ก็ ก์",
        "ㄱ ㄲ ㄴ ㄷ ㄸ ㄹ ㅁ ㅂ ㅃ ㅅ ㅆ ㅇ ㅈ ㅉ ㅊ ㅋ ㅌ ㅍ ㅎ 가 각 나 너 고 구",
        "あ い う え お か が き ぎ く ぐ け げ こ ご さ ざ し じ は ば ぱ ひ び ぴ や ゆ よ ら り る れ ろ わ を ん",
        "ア イ ウ エ オ カ ガ キ ギ ハ バ パ ヒ ビ ピ ッ ツ ャ ヤ ン",
        "王 玉 主 李 季 张 章 长 陈 陳 刘 劉 黄 黃 吴 吳 赵 趙",
    ];

    [Fact]
    public void No_two_letters_of_an_alphabet_become_one()
    {
        foreach (var alphabet in Alphabets)
        {
            var letters = alphabet.Split(' ');
            Assert.Equal(letters.Length, letters.Select(Names.Fold).Distinct().Count());
        }

        var count = Alphabets.Sum(a => a.Split(' ').Length);
        Effort.Report($"names: {Alphabets.Length} alphabets, {count} letters and syllables, no two made one");
    }

    [Fact]
    public void Letters_are_made_one_only_where_Unicodes_collation_has_them_the_same()
    {
        var groups = Letters().GroupBy(Names.Fold, StringComparer.Ordinal).Where(g => g.Key is not ("" or "'" or "'n"));
        var (compared, wrong) = (0, new List<string>());
        foreach (var group in groups)
        {
            var first = group.Key;
            foreach (var letter in group.Where(l => l != first && !Array.Exists(Intended, Decomposed(l).Contains)))
            {
                compared++;
                if (!new[] { letter, Decomposed(letter) }.Any(l => Collation.Compare(l, first, FirstLevel) == 0)) wrong.Add($"{letter} ({(int)letter[0]:X4}) as {first}");
            }
        }

        Effort.Report($"names: {Letters().Count()} letters of Unicode folded; {compared} made one with another, as collation has them");
        Assert.True(wrong.Count == 0, string.Join(", ", wrong));
        Assert.InRange(compared, 1_000, 50_000);
    }

    [Fact]
    public void Every_Latin_letter_that_collation_takes_for_plain_ones_is_folded_to_them()
    {
        var plain = Enumerable.Range('a', 26).Select(c => $"{(char)c}").ToList();
        plain.AddRange([.. from a in plain from b in plain select a + b]);
        var byKey = plain.GroupBy(Key).ToDictionary(g => g.Key, g => g.First());
        var latin = Enumerable.Range(0xC0, 0x250 - 0xC0).Concat(Enumerable.Range(0x1E00, 0x100)).Select(c => $"{(char)c}");
        var missed = latin.Where(l => char.IsLetter(l[0]) && byKey.TryGetValue(Key(l), out var asPlain) && Names.Fold(l) != asPlain);

        // Two marks of phonetic writing, two click letters' ligatures, a medieval one, and Catalan's l with its dot.
        Assert.Equal(["Ŀ", "ŀ", "ƍ", "ƾ", "ȸ", "ȹ", "Ỻ", "ỻ"], missed);
    }

    private static IEnumerable<string> Letters() =>
        Enumerable.Range(0x80, 0x20000 - 0x80).Where(Rune.IsValid).Select(c => new Rune(c)).Where(Rune.IsLetter).Select(r => r.ToString());

    private static string Key(string text) => Convert.ToHexString(Collation.GetSortKey(text, FirstLevel).KeyData);

    private static string Decomposed(string letter) => letter.ToLowerInvariant().Normalize(NormalizationForm.FormKD);
}
