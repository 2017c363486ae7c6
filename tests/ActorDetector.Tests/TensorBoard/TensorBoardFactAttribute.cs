using System.ComponentModel;
using System.Diagnostics;

namespace ActorDetector.Tests.TensorBoard;

/// <summary>A test against TensorBoard itself; skipped where Python has none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TensorBoardFactAttribute : FactAttribute
{
    public TensorBoardFactAttribute() => Skip = IsThere() ? null : "needs TensorBoard: python3 -c 'import tensorboard' fails";

    /// <summary>Runs a Python program; what it printed, or null when it failed or there is no Python.</summary>
    public static string? Python(string program, params string[] arguments)
    {
        try
        {
            using Process python = Process.Start(new ProcessStartInfo("python3", ["-c", program, .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            python.ErrorDataReceived += (_, _) => { };
            python.BeginErrorReadLine();
            string printed = python.StandardOutput.ReadToEnd();
            python.WaitForExit();
            return python.ExitCode == 0 ? printed : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static bool IsThere() => Python("import tensorboard") is not null;
}
