// Takes the place of pkg-conf in the bundle: signale's own defaults, whatever package.json the working directory has.
exports.sync = (_namespace, options) => options.defaults;
