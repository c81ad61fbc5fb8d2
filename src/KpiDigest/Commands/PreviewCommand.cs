using System.CommandLine;

namespace KpiDigest.Commands;

/// <summary><c>kpidigest preview DIGEST --period P [--as RECIPIENT] --out DIR</c>: renders, writes no state.</summary>
internal static class PreviewCommand
{
    public static Command Create()
    {
        var folder = new Option<string>("--out") { Description = "Folder for the files.", HelpName = "DIR", DefaultValueFactory = _ => "out" };
        var command = new Command("preview", "Renders a digest into files and writes no state.") { DigestRequest.Id, Asked.Period, DigestRequest.As, folder };
        command.DoesWith(async (parse, services, cancellationToken) =>
        {
            var request = DigestRequest.Of(parse, services);
            await using var progress = ProgressBars.For(parse);
            progress.Started("digests", request.Recipients.Count);
            await foreach (var (recipient, rendered) in request.RenderAsync(services, parse.GetValue(CommonOptions.AsOf), cancellationToken))
            {
                progress.Stored("digests", 1);
                var stem = $"{request.Digest.Id}-{request.Period.Label}-{DigestRequest.Slug(recipient.Email)}";
                foreach (var file in await DigestRequest.WriteFilesAsync(parse.GetValue(folder)!, stem, rendered, cancellationToken))
                    parse.Out().WriteLine(file);
            }

            return ExitCode.Done;
        });
        return command;
    }
}
