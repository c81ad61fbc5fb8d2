Console.WriteLine("kpidigest benchmarks");
