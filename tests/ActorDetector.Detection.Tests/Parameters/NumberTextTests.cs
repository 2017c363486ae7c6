using System.Text;
using ActorDetector.Detection.Parameters;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDetector.Detection.Tests.Parameters;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("42", 42)]
    [InlineData("-7", -7)]
    [InlineData("+3.25", 3.25)]
    [InlineData(".5", 0.5)]
    [InlineData("0x1F", 31)]
    [InlineData("12ms", 0.012)]
    [InlineData("12 ms", 0.012)]
    [InlineData("1.5s", 1.5)]
    [InlineData("2min", 120)]
    [InlineData("4kB", 4096)]
    [InlineData("4KiB", 4096)]
    [InlineData("97%", 97)]
    [InlineData("8,", 8)]
    public void Numbers_are_read_as_logs_write_them(string text, double number)
    {
        NumberText.TryRead(Encoding.UTF8.GetBytes(text), out double read).ShouldBeTrue();
        read.ShouldBe(number, 1e-12);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("abc")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("10.1.2.3")]
    [InlineData("12e4")]
    [InlineData("0x")]
    [InlineData("0xfffffffffffffffff")]
    [InlineData("12:30")]
    [InlineData("12parsecs")]
    public void All_else_is_no_number(string text) => NumberText.TryRead(Encoding.UTF8.GetBytes(text), out _).ShouldBeFalse();

    [Theory]
    [InlineData("12 ms", "45.7 ms")]
    [InlineData("9min", "0.0008min")]
    [InlineData("12", "0.0457")]
    [InlineData("0x1f", "0.0457")]
    public void A_number_is_written_in_the_unit_of_another(string text, string written) =>
        NumberText.WriteLike(0.0457, Encoding.UTF8.GetBytes(text)).ShouldBe(written);

    [Fact]
    public void What_squares_could_not_hold_is_no_number() =>
        NumberText.TryRead(Encoding.UTF8.GetBytes("9" + new string('0', 200)), out _).ShouldBeFalse();

    [Fact]
    public void Any_bytes_are_a_finite_number_or_none() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        bytes => !NumberText.TryRead(bytes, out double number) || double.IsFinite(number)).QuickCheckThrowOnFailure();
}
