using System.Text;
using ActorDetector.Actors.Stores;
using Microsoft.Data.Sqlite;

namespace ActorDetector.Storage.Sqlite;

/// <summary>Texts and bytes in columns. Texts that come from outside are kept as the bytes of their UTF-8: SQLite's own texts end at a zero.</summary>
internal static class Columns
{
    /// <summary>A text as bytes.</summary>
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A text as bytes, cut to so many characters.</summary>
    public static byte[] Bytes(string text, int most) => Bytes(text.Length <= most ? text : text[..most]);

    /// <summary>The text of a column of bytes.</summary>
    public static string Text(this SqliteDataReader row, int column) => Encoding.UTF8.GetString(row.Bytes(column));

    /// <summary>The bytes of a column.</summary>
    public static byte[] Bytes(this SqliteDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    /// <summary>A passive session of the columns entity, seen, used, arrived, content, checksum.</summary>
    /// <exception cref="StoreException">It is damaged.</exception>
    public static PassiveSession Passive(this SqliteDataReader row, int shard, string path)
    {
        PassiveSession session = new(row.Bytes(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.Bytes(4));
        return Checksum.Of(session) == row.GetInt64(5) ? session : throw Faults.DamagedRow($"passive session {Convert.ToHexString(session.Entity)}", shard, path);
    }
}
