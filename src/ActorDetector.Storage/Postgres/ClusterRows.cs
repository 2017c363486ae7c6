using System.Data.Common;
using ActorDetector.Actors.Clusters;
using ActorDetector.Storage.Rows;
using Npgsql;

namespace ActorDetector.Storage.Postgres;

/// <summary>The cluster as a view of its rows, and its members as rows.</summary>
internal static class ClusterRows
{
    /// <summary>The members that a view has: those that did not leave, and were heard of within an hour.</summary>
    public const string Seen = "present AND heard > clock_timestamp() - interval '1 hour'";

    /// <summary>What is asked for a view, to be read by <see cref="ReadViewAsync"/>.</summary>
    public static IEnumerable<Statement> View(int shards) =>
    [
        new("SELECT clock_timestamp(), CASE WHEN until > clock_timestamp() THEN coordinator ELSE '' END, lease, wanted_model FROM cluster"),
        new(
            $"""
            SELECT node, run, roles, version, connected, draining OR asked_to_drain, report, greatest(clock_timestamp() - heard, interval '0')
            FROM members WHERE {Seen} ORDER BY node
            """),
        new(
            """
            SELECT shard, coalesce(owner, ''), coalesce(owner_run, '00000000-0000-0000-0000-000000000000'), coalesce(epoch, 0), coalesce(node, ''),
                coalesce(greatest(clock_timestamp() - since, interval '0'), interval '0'),
                CASE WHEN taken_at IS NOT NULL THEN greatest(clock_timestamp() - taken_at, interval '0') END
            FROM generate_series(0, $1 - 1) AS every (shard) LEFT JOIN shards USING (shard) LEFT JOIN assignments USING (shard) ORDER BY shard
            """,
            shards),
    ];

    /// <summary>Reads a view; the first of its queries is the one that is read.</summary>
    public static async Task<ClusterView> ReadViewAsync(this NpgsqlDataReader reader)
    {
        (DateTimeOffset now, string coordinator, long lease, string? wanted) = (await reader.RowsAsync(
            row => (row.GetFieldValue<DateTimeOffset>(0), row.Text(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.Text(3))).ConfigureAwait(false))[0];
        List<Member> members = await reader.NextAsync(Member).ConfigureAwait(false);
        List<ShardPlace> shards = await reader.NextAsync(
            row => new ShardPlace(row.GetInt32(0), row.Text(1), row.GetGuid(2), row.GetInt64(3), row.Text(4), row.GetFieldValue<TimeSpan>(5)) { OwnedFor = row.IsDBNull(6) ? TimeSpan.MaxValue : row.GetFieldValue<TimeSpan>(6) }).ConfigureAwait(false);
        return new ClusterView(now, members, shards, coordinator, lease, wanted);
    }

    /// <summary>Says that a member is there; false when a later run has its name.</summary>
    public static Statement Beat(Member member) => new(
        "SELECT beat($1, $2, $3, $4, $5, $6, $7)",
        Texts.Bytes(member.Node), member.Run, (int)member.Roles, Texts.Bytes(member.Version), member.IsConnected, member.IsDraining, Texts.Bytes(member.Report));

    private static Member Member(DbDataReader row) =>
        new(row.Text(0), row.GetGuid(1), (NodeRoles)row.GetInt32(2), row.Text(3), row.GetBoolean(4), row.GetBoolean(5), row.Text(6)) { Silence = row.GetFieldValue<TimeSpan>(7) };
}
