using System.Globalization;
using System.Net;
using ActorDetector.Output;

namespace ActorDetector.Reports;

/// <summary>Text and numbers as they stand in a page.</summary>
internal static class Html
{
    /// <summary>Text that can do no harm in an element or an attribute.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(Printable.Text(text));

    /// <summary>A count, as 1,234.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A ratio, as .9642; 1 and 0 keep their digit before the point.</summary>
    public static string Ratio(double ratio) =>
        double.IsFinite(ratio) ? ratio.ToString(ratio is > 0 and < 0.99995 ? ".0000" : "0.0000", CultureInfo.InvariantCulture) : "–";

    /// <summary>A share, as 89.1 %.</summary>
    public static string Percent(double share) => (share * 100).ToString("F1", CultureInfo.InvariantCulture) + " %";
}
