using System.Text;
using ActorDetector.Actors.Lines;
using ActorDetector.Http;
using ActorDetector.Http.Otlp.Wire;
using ActorDetector.Logs.Formats;
using Google.Protobuf;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;
using LogRecord = ActorDetector.Http.Otlp.Wire.LogRecord;
using Resource = ActorDetector.Http.Otlp.Wire.Resource;

namespace ActorDetector.Tests.Http;

/// <summary>Logs as OpenTelemetry sends them.</summary>
[Collection(TrainedModelTests.Name)]
public sealed class OtlpTests(TrainedModel model)
{
    private const string Binary = "application/x-protobuf";

    // As protobuf writes them: the greatest, the least below zero, one more than there is room for.
    private static readonly byte[][] s_lengths = [[0xFF, 0xFF, 0xFF, 0xFF, 0x07], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], [0x80, 0x80, 0x80, 0x80, 0x08]];

    [Fact]
    public async Task OpenTelemetrys_own_exporter_is_understood()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);
        DateTimeOffset start = TimeProvider.System.GetUtcNow();
        using (ILoggerFactory loggers = LoggerFactory.Create(builder => builder.AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.SetResourceBuilder(ResourceBuilder.CreateEmpty().AddService("shop"));
            logging.AddOtlpExporter(exporter =>
            {
                exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
                exporter.Endpoint = new Uri(face.Client.BaseAddress!, "/v1/logs");
            });
        })))
        {
            ILogger log = loggers.CreateLogger("orders");
            for (int i = 0; i < 100; i++)
#pragma warning disable CA1848, CA1873 // as a user writes it
                log.LogInformation("order {Number} paid", i);
#pragma warning restore CA1848, CA1873
        }

        face.Node.Texts.ShouldBe(Enumerable.Range(0, 100).Select(i => $"order {i} paid"));
        face.Node.Taken.ShouldAllBe(line => line.Source == "otlp" && line.Producer == "" && line.Entity == "shop" && line.Time >= start.UtcTicks - TimeSpan.TicksPerSecond);
    }

    [Fact]
    public async Task Json_made_by_hand_is_read_by_otlps_own_rules()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);
        const string Body = """
            {"resourceLogs":[{"resource":{"attributes":[{"key":"x","value":{"intValue":"7"}},{"key":"host.name","value":{"stringValue":"web-1"}}]},
              "schemaUrl":"s","scopeLogs":[{"scope":{"name":"n"},"logRecords":[
                {"timeUnixNano":"1767225600000000100","traceId":"5b8efff798038103d269b633813fc60c","severityNumber":9,"body":{"stringValue":"one\ntwo"},"new":{"a":[1]}},
                {"observedTimeUnixNano":1767225600000000200,"body":{"kvlistValue":{"values":[{"key":"a","value":{"arrayValue":{"values":[{"intValue":"-5"},{"doubleValue":1.5},{"boolValue":true},{"bytesValue":"AQI="},{}]}}}]}}},
                {"body":{"stringValue":"no time"}}]}]}]}
            """;

        HttpAnswer answer = await face.Post("/v1/logs", Encoding.UTF8.GetBytes(Body), "application/json");

        (answer.Code, answer.Type, answer.Text).ShouldBe((200, "application/json", "{}"));
        face.Node.Texts.ShouldBe(["one\ntwo", """{"a":[-5,1.5,true,"AQI=",null]}""", "no time"]);
        long time = new DateTime(2026, 1, 1).Ticks;
        face.Node.Taken.Select(line => line.Time).ShouldBe([time + 1, time + 2, ParsedLine.NoTime]);
        face.Node.Taken.ShouldAllBe(line => line.Entity == "web-1");
    }

    [Fact]
    public async Task The_attribute_that_names_the_entity_is_an_option()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model, new HttpOptions { OtlpEntity = ["pod", "service.name"] });

        await face.Post("/v1/logs", Request("a", "pod", "p-1").ToByteArray(), Binary);
        await face.Post("/v1/logs", Request("b", "service.name", "shop").ToByteArray(), Binary);
        await face.Post("/v1/logs", Request("c", "host.name", "web").ToByteArray(), Binary);

        face.Node.Taken.Select(line => line.Entity).ShouldBe(["p-1", "shop", ""]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("gzip")]
    public async Task Records_that_cannot_be_lines_are_a_partial_success(string packing)
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);
        ExportLogsServiceRequest request = Request("good", "service.name", "s");
        foreach (string body in (string[])["", new string('x', 257), "a\0b"])
            request.ResourceLogs[0].ScopeLogs[0].LogRecords.Add(new LogRecord { Body = new AnyValue { StringValue = ByteString.CopyFromUtf8(body) } });
        byte[] bytes = request.ToByteArray();

        HttpAnswer answer = packing.Length == 0 ? await face.Post("/v1/logs", bytes, Binary) : await face.Post("/v1/logs", Packed.With(packing, bytes), Binary, ("Content-Encoding", packing));

        answer.Code.ShouldBe(200);
        answer.Type.ShouldBe(Binary);
        ExportLogsPartialSuccess partial = ExportLogsServiceResponse.Parser.ParseFrom(answer.Bytes).PartialSuccess;
        partial.RejectedLogRecords.ShouldBe(3);
        partial.ErrorMessage.ShouldBe("1 records without a body; 1 records with a body of more than 256 bytes; 1 records with NUL bytes in their body");
        face.Node.Texts.ShouldBe(["good"]);
        face.Node.Taken.Where(line => line.Reason.Length > 0).Select(note => note.Reason).ShouldBe(["Empty", "TooLong", "Binary"]);
    }

    [Fact]
    public async Task Bytes_of_a_body_that_are_not_utf8_are_kept_and_all_accepted_is_an_empty_answer()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);
        ExportLogsServiceRequest request = Request("a", "service.name", "s");
        request.ResourceLogs[0].ScopeLogs[0].LogRecords[0].Body.StringValue = ByteString.CopyFrom(0xFF, 0x41);

        HttpAnswer answer = await face.Post("/v1/logs", request.ToByteArray(), Binary);

        (answer.Code, answer.Bytes.Length).ShouldBe((200, 0));
        face.Node.Texts.ShouldBe(["\u00FFA"]);
    }

    [Theory]
    [InlineData("""cut \ud83d here""", "cut \uFFFD here")]
    [InlineData("""\udC00\ud83d\uDE00""", "\uFFFD\U0001F600")]
    [InlineData(@"\\ud800 is no escape", @"\ud800 is no escape")]
    public async Task A_half_of_a_character_in_json_spoils_no_request(string escaped, string text)
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);
        string body = $$$"""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{"stringValue":"{{{escaped}}}"}},{"body":{"stringValue":"good"}}]}]}]}""";

        HttpAnswer answer = await face.Post("/v1/logs", Encoding.UTF8.GetBytes(body), "application/json");

        answer.Code.ShouldBe(200, answer.Text);
        face.Node.Texts.ShouldBe([Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text)), "good"]);
    }

    [Theory]
    [InlineData("{\"resourceLogs\":7}", "application/json", 400, 3)]
    [InlineData("{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":\"soon\"}]}]}]}", "application/json", 400, 3)]
    [InlineData("[]", "application/json", 400, 3)]
    [InlineData("{", "application/json", 400, 3)]
    [InlineData("no protobuf", Binary, 400, 3)]
    [InlineData("x", "text/plain", 415, 3)]
    [InlineData("{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"bytesValue\":\"!\"}}]}]}]}", "application/json", 400, 3)]
    public async Task What_is_no_request_is_refused_with_a_status_in_its_encoding(string body, string type, int code, int status)
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);

        HttpAnswer answer = await face.Post("/v1/logs", Encoding.UTF8.GetBytes(body), type);

        answer.Code.ShouldBe(code);
        if (type == "application/json")
            answer.Json.GetProperty("code").GetInt32().ShouldBe(status);
        else
            Status.Parser.ParseFrom(answer.Bytes).Code.ShouldBe(status);
    }

    [Fact]
    public async Task A_full_log_and_bodies_beyond_their_bounds_are_told()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model, new HttpOptions { MaxOtlpBytes = 4096 });
        HttpAnswer bomb = await face.Post("/v1/logs", Packed.With("gzip", new byte[1 << 22]), Binary, ("Content-Encoding", "gzip"));
        HttpAnswer broken = await face.Post("/v1/logs", [1, 2, 3], Binary, ("Content-Encoding", "gzip"));
        face.Node.Full = DropReason.LogFull;
        HttpAnswer full = await face.Post("/v1/logs", Request("a", "x", "y").ToByteArray(), Binary);

        bomb.Code.ShouldBe(413);
        Status.Parser.ParseFrom(bomb.Bytes).Message.ShouldContain("--max-otlp-bytes");
        broken.Code.ShouldBe(400);
        (full.Code, full.RetryAfter, Status.Parser.ParseFrom(full.Bytes).Code).ShouldBe((429, "5", 8));
    }

    [Fact]
    public async Task Damaged_requests_are_answered_never_a_fault()
    {
        using var logs = new CollectedLogs();
        await using FaceUnderTest face = await FaceUnderTest.Of(model, logs: logs);
        ExportLogsServiceRequest request = Request("a body", "service.name", "shop");
        request.ResourceLogs[0].ScopeLogs[0].LogRecords.Add(new LogRecord { TimeUnixNano = ulong.MaxValue, Body = new AnyValue { ArrayValue = new ArrayValue { Values = { new AnyValue { DoubleValue = double.NaN } } } } });
        byte[] json = """{"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"s"}}]},"scopeLogs":[{"logRecords":[{"timeUnixNano":"1","body":{"kvlistValue":{"values":[{"key":"a","value":{"bytesValue":"AQI="}}]}}}]}]}]}"""u8.ToArray();
        var random = new Random(7);
        for (int i = 0; i < 600; i++)
        {
            bool asJson = i % 2 == 0;
            byte[] body = Mutated(asJson ? json : request.ToByteArray(), random);

            HttpAnswer answer = await face.Post("/v1/logs", body, asJson ? "application/json" : Binary);

            answer.Code.ShouldBeOneOf(200, 400);
        }

        logs.Text.ShouldNotContain("fault of the program");
    }

    [Fact]
    public async Task A_length_that_cannot_be_is_refused()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);

        foreach (byte[] length in s_lengths)
            (await face.Post("/v1/logs", [0x0A, .. length, .. "abc"u8], Binary)).Code.ShouldBe(400);
    }

    [Fact]
    public async Task Values_nested_without_end_are_refused()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model);
        string deep = string.Concat(Enumerable.Repeat("{\"arrayValue\":{\"values\":[", 2000));
        var nested = new AnyValue { IntValue = 1 };
        for (int i = 0; i < 2000; i++)
            nested = new AnyValue { ArrayValue = new ArrayValue { Values = { nested } } };
        ExportLogsServiceRequest request = Request("a", "x", "y");
        request.ResourceLogs[0].ScopeLogs[0].LogRecords[0].Body = nested;

        (await face.Post("/v1/logs", Encoding.UTF8.GetBytes("{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":" + deep), "application/json")).Code.ShouldBe(400);
        (await face.Post("/v1/logs", request.ToByteArray(), Binary)).Code.ShouldBe(400);
    }

    [Theory]
    [InlineData(10_000, 200)]
    [InlineData(40_000, 413)]
    public async Task Small_records_and_values_without_number_are_refused_before_they_are_made(int count, int code)
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model, new HttpOptions { MaxOtlpBytes = 1 << 20 });
        byte[] records = Field(1, Field(2, Repeated(count, 0x12, 0)));
        byte[] values = Field(1, Field(2, Field(2, Field(5, Field(5, Repeated(count, 0x0A, 0))))));
        byte[] json = Encoding.UTF8.GetBytes($$"""{"resourceLogs":[{"scopeLogs":[{"logRecords":[{}{{string.Concat(Enumerable.Repeat(",{}", 2 * count))}}]}]}]}""");

        HttpAnswer[] answers = [await face.Post("/v1/logs", records, Binary), await face.Post("/v1/logs", values, Binary), await face.Post("/v1/logs", json, "application/json")];

        answers.ShouldAllBe(answer => answer.Code == code);
        if (code == 413)
            answers.ShouldAllBe(answer => answer.Text.Contains("at most") && answer.Text.Contains("--max-otlp-bytes"));
    }

    [Fact]
    public async Task Ordinary_records_are_taken_up_to_the_longest_body()
    {
        await using FaceUnderTest face = await FaceUnderTest.Of(model, new HttpOptions { MaxOtlpBytes = 1 << 20 });
        ExportLogsServiceRequest request = Request("GET /orders/7 200 in 12 ms by web-1, session 8f3a", "service.name", "shop");
        LogRecord record = request.ResourceLogs[0].ScopeLogs[0].LogRecords[0];
        record.TimeUnixNano = record.ObservedTimeUnixNano = 1767225600000000100; // as OpenTelemetry's SDKs send both
        int records = ((1 << 20) - request.CalculateSize() - 16) / (record.CalculateSize() + 2); // the lengths around them take some more
        for (int i = 0; i < records; i++)
            request.ResourceLogs[0].ScopeLogs[0].LogRecords.Add(record);

        (await face.Post("/v1/logs", request.ToByteArray(), Binary)).Code.ShouldBe(200);
        face.Node.Texts.Length.ShouldBe(records + 1);
    }

    private static byte[] Repeated(int count, params byte[] bytes) => [.. Enumerable.Repeat(bytes, count).SelectMany(some => some)];

    private static byte[] Field(int number, byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(content));
        }

        return bytes.ToArray();
    }

    private static byte[] Mutated(byte[] body, Random random)
    {
        byte[] changed = [.. body];
        byte[] length = s_lengths[random.Next(s_lengths.Length)];
        if (random.Next(3) == 0 && changed.Length > length.Length)
            length.CopyTo(changed, random.Next(changed.Length - length.Length));
        for (int i = random.Next(1, 4); i > 0; i--)
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
        return random.Next(4) == 0 ? changed[..random.Next(changed.Length)] : changed;
    }

    private static ExportLogsServiceRequest Request(string body, string attribute, string value) => new()
    {
        ResourceLogs =
        {
            new ResourceLogs
            {
                Resource = new Resource
                {
                    Attributes = { new KeyValue { Key = ByteString.CopyFromUtf8(attribute), Value = new AnyValue { StringValue = ByteString.CopyFromUtf8(value) } } },
                },
                ScopeLogs = { new ScopeLogs { LogRecords = { new LogRecord { Body = new AnyValue { StringValue = ByteString.CopyFromUtf8(body) } } } } },
            },
        },
    };
}
