using System.Data.Common;
using ActorDetector.Actors.Stores;
using ActorDetector.Detection;

namespace ActorDetector.Storage.Rows;

/// <summary>A row of an anomaly.</summary>
internal static class AnomalyRow
{
    /// <summary>The columns that are read, in their order.</summary>
    public const string Columns = "number, shard, log_position, log_line, arrived, json";

    /// <summary>Reads it.</summary>
    /// <exception cref="StoreException">It is damaged.</exception>
    public static StoredAnomaly Read(DbDataReader row)
    {
        try
        {
            return new StoredAnomaly(
                row.GetInt64(0), row.GetInt32(1), row.GetInt64(2), row.GetInt32(3), row.GetInt64(4), AnomalyJson.Read(row.GetFieldValue<byte[]>(5)));
        }
        catch (FormatException exception)
        {
            throw new StoreException($"Anomaly {row.GetInt64(0)} in the store is damaged: {exception.Message} Look at the disk; put a copy from before in the store's place.", exception);
        }
    }
}
