import fc from 'fast-check';

/** Properties are tried with the same values each time, so that a change is what fails a run. PROPERTY_SEED chooses others. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['PROPERTY_SEED'] ?? 20_261_128) });

export default fc;
