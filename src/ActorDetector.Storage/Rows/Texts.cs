using System.Text;

namespace ActorDetector.Storage.Rows;

/// <summary>Texts that come from outside are kept as the bytes of their UTF-8: the texts of databases end at a zero, or may not have one.</summary>
internal static class Texts
{
    /// <summary>A text as bytes.</summary>
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A text as bytes, cut to so many characters.</summary>
    public static byte[] Bytes(string text, int most) => Bytes(text.Length <= most ? text : text[..most]);

    /// <summary>The text of bytes.</summary>
    public static string Of(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
