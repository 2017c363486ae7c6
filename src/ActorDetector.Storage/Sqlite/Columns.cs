using ActorDetector.Actors.Stores;
using ActorDetector.Storage.Rows;
using Microsoft.Data.Sqlite;

namespace ActorDetector.Storage.Sqlite;

/// <summary>Texts, bytes and sessions in columns.</summary>
internal static class Columns
{
    /// <summary>The text of a column of bytes.</summary>
    public static string Text(this SqliteDataReader row, int column) => Texts.Of(row.Bytes(column));

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
